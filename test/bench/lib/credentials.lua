-- Requests whose headers no connection has seen last: a list of them in turn, over all connections. A connection
-- would have to wait for the whole list to go by before it could get the same one twice in a row.
-- Arguments: a file with a token a line, and how many requests to make of them,
-- and "numbered" where there are fewer tokens than requests.
local requests = {}
local turn = 0

function init(args)
  local tokens = {}
  for token in io.lines(args[1]) do tokens[#tokens + 1] = token end
  local count = tonumber(args[2])
  for number = 1, count do
    wrk.headers["Authorization"] = "Bearer " .. tokens[(number - 1) % #tokens + 1]
    -- A number keeps the header blocks apart, however few the tokens are.
    if args[3] == "numbered" then wrk.headers["X-Request-Id"] = string.format("%06d", number) end
    requests[number] = wrk.format()
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end
