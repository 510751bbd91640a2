-- Rates the stored battles of a database and says how many there were.
local start = os.time()
local ratings = elo()
print(("%d %d %d"):format(#ratings, ratings.battles, os.time() - start))
