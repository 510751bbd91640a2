-- Text as a terminal shows it: how many columns it takes, cut and wrapped to columns, and with nothing in it that the
-- terminal would obey. What models write is not trusted: a control sequence in it is shown, not sent.

local terminal_text = {}

-- Code points of two columns (East Asian Wide and Fullwidth, Unicode 15) and of none (marks, joiners, selectors), as
-- pairs of first and last, ascending.
local wide = {
  0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
  0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
  0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
  0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
  0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
  0x2E80, 0x3029, 0x302E, 0x303E, 0x3041, 0x3098, 0x309B, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
  0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FE3, 0x16FF0, 0x16FF1, 0x17000, 0x18CD5,
  0x18D00, 0x18D08, 0x1AFF0, 0x1B2FB, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A,
  0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3,
  0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D,
  0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F,
  0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC,
  0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAF8,
  0x20000, 0x2FFFD, 0x30000, 0x3FFFD,
}
local zero = {
  0x0300, 0x036F, 0x0483, 0x0489, 0x0591, 0x05BD, 0x05BF, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7, 0x05C7,
  0x0610, 0x061A, 0x064B, 0x065F, 0x0670, 0x0670, 0x06D6, 0x06DC, 0x06DF, 0x06E4, 0x06E7, 0x06E8, 0x06EA, 0x06ED,
  0x0711, 0x0711, 0x0730, 0x074A, 0x07A6, 0x07B0, 0x0816, 0x0819, 0x081B, 0x0823, 0x0825, 0x0827, 0x0829, 0x082D,
  0x08D3, 0x08E1, 0x08E3, 0x0902, 0x093A, 0x093A, 0x093C, 0x093C, 0x0941, 0x0948, 0x094D, 0x094D, 0x0951, 0x0957,
  0x0962, 0x0963, 0x0981, 0x0981, 0x09BC, 0x09BC, 0x09C1, 0x09C4, 0x09CD, 0x09CD, 0x0A3C, 0x0A3C, 0x0A41, 0x0A51,
  0x0ABC, 0x0ABC, 0x0AC1, 0x0AC8, 0x0ACD, 0x0ACD, 0x0B3C, 0x0B3C, 0x0B3F, 0x0B3F, 0x0B41, 0x0B44, 0x0B4D, 0x0B56,
  0x0BC0, 0x0BC0, 0x0BCD, 0x0BCD, 0x0C3E, 0x0C40, 0x0C46, 0x0C56, 0x0CBC, 0x0CBC, 0x0CCC, 0x0CCD, 0x0D41, 0x0D44,
  0x0D4D, 0x0D4D, 0x0E31, 0x0E31, 0x0E34, 0x0E3A, 0x0E47, 0x0E4E, 0x0EB1, 0x0EB1, 0x0EB4, 0x0EBC, 0x0EC8, 0x0ECD,
  0x0F71, 0x0F7E, 0x0F80, 0x0F84, 0x102D, 0x1030, 0x1032, 0x1037, 0x1039, 0x103A, 0x135D, 0x135F, 0x17B4, 0x17B5,
  0x17B7, 0x17BD, 0x17C6, 0x17C6, 0x17C9, 0x17D3, 0x180B, 0x180F, 0x1AB0, 0x1AFF, 0x1DC0, 0x1DFF, 0x200B, 0x200F,
  0x2060, 0x2064, 0x20D0, 0x20F0, 0x302A, 0x302D, 0x3099, 0x309A, 0xFE00, 0xFE0F, 0xFE20, 0xFE2F, 0xFEFF, 0xFEFF,
  0xE0001, 0xE007F, 0xE0100, 0xE01EF,
}

local function contains(ranges, code)
  local low, high = 1, #ranges // 2
  while low <= high do
    local middle = (low + high) // 2
    if code < ranges[2 * middle - 1] then
      high = middle - 1
    elseif code > ranges[2 * middle] then
      low = middle + 1
    else
      return true
    end
  end
  return false
end

local function width_of_code(code)
  if code < 0x300 then return 1 end
  return contains(zero, code) and 0 or contains(wide, code) and 2 or 1
end

-- What cannot be shown -----------------------------------------------------------------------------------------------

-- C1 controls and those that turn the direction of text around or break lines, in UTF-8.
local function is_hidden(code)
  return (code >= 0x80 and code < 0xA0) or (code >= 0x2028 and code <= 0x202E) or (code >= 0x2066 and code <= 0x2069)
end

local function shown_code(code) return is_hidden(code) and ("\\u{%x}"):format(code) or utf8.char(code) end

local function hex(byte) return ("\\x%02x"):format(byte:byte()) end

-- The valid characters of damaged text, and each byte that belongs to none as \xNN.
local function mended(text)
  local parts, place = {}, 1
  while place <= #text do
    local length, bad = utf8.len(text, place)
    local last = length and #text or bad - 1
    parts[#parts + 1] = text:sub(place, last)
    if bad then parts[#parts + 1] = hex(text:sub(bad, bad)) end
    place = (bad or #text) + 1
  end
  return table.concat(parts)
end

-- The text with control characters other than newline and tab escaped, and always valid UTF-8.
function terminal_text.clean(text)
  text = text:gsub("\r\n", "\n"):gsub("[\0-\8\11-\31\127]", hex)
  if not text:find("[\128-\255]") then return text end
  if not utf8.len(text) then text = mended(text) end
  return (text:gsub("[\xC2\xE2][\x80-\xBF]+", function(character)
    local code = utf8.codepoint(character)
    return is_hidden(code) and shown_code(code) or nil
  end))
end

-- The text as a Lua string literal on one line.
function terminal_text.quote(text)
  local named = { ["\n"] = "\\n", ["\t"] = "\\t", ['"'] = '\\"', ["\\"] = "\\\\", ["\r"] = "\\r" }
  return '"' .. terminal_text.clean((text:gsub('[\n\t\r"\\]', named))) .. '"'
end

-- Columns ------------------------------------------------------------------------------------------------------------

-- Columns that clean text takes on one line.
function terminal_text.width(text)
  if not text:find("[\128-\255]") then return #text end
  local width = 0
  for _, code in utf8.codes(text) do width = width + width_of_code(code) end
  return width
end

-- The longest beginning of the text that fits into `width` columns, and the rest.
function terminal_text.split(text, width)
  if #text <= width then return text, "" end
  local used = 0
  for place, code in utf8.codes(text) do
    used = used + width_of_code(code)
    if used > width then return text:sub(1, place - 1), text:sub(place) end
  end
  return text, ""
end

-- The text in at most `width` columns; an ellipsis stands for what is left out.
function terminal_text.cut(text, width)
  if terminal_text.width(text) <= width then return text end
  return terminal_text.split(text, math.max(0, width - 1)) .. "…"
end

local function wrap_line(line, width, lines)
  local indent = line:match("^%s*")
  if #indent >= width // 2 then indent = "" end
  local row = indent
  for space, word in line:gmatch("(%s*)(%S+)") do
    local gap = row == indent and "" or space
    if row ~= indent and terminal_text.width(row .. gap .. word) > width then
      lines[#lines + 1] = row
      row, gap = indent, ""
    end
    row = row .. gap .. word
    while terminal_text.width(row) > width do
      local fitting, rest = terminal_text.split(row, width)
      if fitting == "" then break end
      lines[#lines + 1] = fitting
      row = rest
    end
  end
  lines[#lines + 1] = (row:gsub("%s+$", ""))
end

-- The text's lines, each broken at spaces into lines of at most `width` columns.
function terminal_text.wrap(text, width)
  local lines = {}
  for line in (text:gsub("\t", "  ") .. "\n"):gmatch("(.-)\n") do wrap_line(line, math.max(8, width), lines) end
  return lines
end

return terminal_text
