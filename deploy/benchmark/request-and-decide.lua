-- wrk asks for something out of a basket, and decides on what was asked for, in turn
local baskets, worker, head, thread_number = {}, nil, nil, 0
local waiting, at, made = {}, 0, 0
local threads = {}
decided, refused = 0, 0

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    table.insert(baskets, line)
  end
  worker, head, run = arguments[2], arguments[3], arguments[4]
end

local function post(token, path, body, version)
  made = made + 1
  local headers = {
    ["Authorization"] = "Bearer " .. token,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. number .. "-" .. made,
  }
  if version then
    headers["If-Match"] = version
  end
  return wrk.format("POST", path, headers, body)
end

function request()
  local id = table.remove(waiting)
  if id then
    return post(head, "/api/v1/requests/" .. id .. "/decisions", '{"decision":"APPROVE"}', '"1"')
  end
  at = at % #baskets + 1
  return post(worker, "/api/v1/baskets/" .. baskets[at] .. "/requests",
    '{"aspect":"BASIC_NEEDS","items":[{"category":"FOOD","description":"x","amount":"0.01"}]}')
end

function response(status, headers, body)
  local id = string.match(body, '"id":"([^"]+)","basketId"')
  if status == 201 and id then
    table.insert(waiting, id)
  elseif status == 201 then
    decided = decided + 1
  else
    refused = refused + 1
    if refused == 1 then io.stderr:write(status, " ", body, "\n") end
  end
end

function done(summary, latency)
  local pairs_done, bad = 0, 0
  for _, thread in ipairs(threads) do
    pairs_done = pairs_done + thread:get("decided")
    bad = bad + thread:get("refused")
  end
  print(string.format("%.1f %.1f %d", pairs_done * 1e6 / summary.duration,
    latency:percentile(99) / 1000, bad + summary.errors.timeout + summary.errors.connect))
end
