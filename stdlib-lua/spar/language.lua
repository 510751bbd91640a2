-- Which language a text is in, by its script and its most frequent words. Good for telling whole sentences apart; says
-- nothing of texts with few words, and knows the languages below.

local language = {}

-- The function words that make up a fifth to a half of running text; words that several languages share say little.
local function_words = {
  en = [[the of and to in is that it for was on are with as be at this have from or by not but what which an they you
    were his her their has would there if will your how who about when write each into than its using given]],
  de = [[der die und das ist nicht ein eine zu den mit sich auf dem es für von im als auch aus bei nach wie wird sind
    oder werden einer eines einem über welche dass wenn durch schreibe sie]],
  fr = [[le la les de des et est un une du dans que qui pour pas sur au avec ce sont par plus ne se il elle nous vous
    cette ces aux ou mais comme être leur quel quelle écrivez]],
  es = [[el la los las de y que en un una es por con para no se del al lo como más su sus está son pero este esta entre
    cuando cuál qué escribe ser fue]],
  it = [[il lo la gli le di e che un una per con non è del della dei delle nel nella sono si al alla come più ma da
    questo questa quale scrivi anche essere]],
  pt = [[o a os as de e que um uma em do da dos das não para com por no na é se mais como mas ao pelo pela são foi qual
    este esta escreva ser]],
  nl = [[de het een en van in is dat op te zijn met voor niet aan er om ook als bij door naar maar wordt uit worden
    deze wat welke schrijf hij zij]],
  sv = [[och att det som en på är av för med till den har inte om ett men var jag sig från vi så kan när skriv vilken]],
  pl = [[i w na z do nie się to że jest o jak po co za od dla ale przez tym są czy który oraz napisz]],
  tr = [[ve bir bu da de için ile olarak daha çok gibi ne kadar olan en ama değil veya hangi yazın]],
}

-- Code points of scripts that stand for one language, or that none of the above is written in.
local scripts = {
  { "ja", 0x3040, 0x30FF }, { "ko", 0xAC00, 0xD7A3 }, { "zh", 0x4E00, 0x9FFF }, { "ru", 0x0400, 0x04FF },
  { "ar", 0x0600, 0x06FF }, { "he", 0x0590, 0x05FF }, { "el", 0x0370, 0x03FF }, { "hi", 0x0900, 0x097F },
  { "th", 0x0E00, 0x0E7F },
}

local languages_of_word = {}
for name, words in pairs(function_words) do
  for word in words:gmatch("%S%S+") do -- single letters are variables as often as words
    languages_of_word[word] = languages_of_word[word] or {}
    table.insert(languages_of_word[word], name)
  end
end

-- Fewer words than this tell nothing.
local fewest_words = 8

local function script_of(code)
  for _, script in ipairs(scripts) do
    if code >= script[2] and code <= script[3] then return script[1] end
  end
  return nil
end

-- The language of the script in which a third or more of the letters are written.
local function by_script(text)
  local counts, letters = {}, 0
  for _, code in utf8.codes(text, true) do
    local script = code >= 0x370 and script_of(code)
    if script then counts[script] = (counts[script] or 0) + 1 end
    if script or code >= 0xC0 or string.char(code % 128):match("%a") then letters = letters + 1 end
  end
  if counts.ja and counts.zh then counts.ja, counts.zh = counts.ja + counts.zh, nil end
  for _, script in ipairs(scripts) do
    local count = counts[script[1]]
    if count and letters >= fewest_words and count * 3 >= letters then return script[1] end
  end
  return nil
end

-- Points by language: a word that k languages share gives each 1/k.
local function by_words(text)
  local points, words = {}, 0
  for word in text:lower():gmatch("[%a\128-\255][%a\128-\255]+") do
    words = words + 1
    local owners = languages_of_word[word] or {}
    for _, name in ipairs(owners) do points[name] = (points[name] or 0) + 1 / #owners end
  end
  return points, words
end

-- A code of ISO 639-1, or nil where it cannot be told: few words, no clear lead.
function language.of(text)
  if not utf8.len(text) then return nil end
  local script = by_script(text)
  if script then return script end
  local points, words = by_words(text)
  local best, most, second = nil, 0, 0
  for name, count in pairs(points) do
    if count > most then best, most, second = name, count, most elseif count > second then second = count end
  end
  local is_clear = words >= fewest_words and most >= words * 0.08 and most >= 1.5 * second
  return is_clear and best or nil
end

return language
