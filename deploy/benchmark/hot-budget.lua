-- wrk moves an agora out of one budget, under a new key each time
local path, token, body, prefix, made = nil, "", nil, nil, 0
local threads = {}
moved, refused = 0, 0

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(arguments)
  path, body, prefix, token = arguments[1], arguments[2], arguments[3], arguments[4]
end

function request()
  made = made + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = prefix .. "-" .. number .. "-" .. made,
  }
  if token then headers["Authorization"] = "Bearer " .. token end
  return wrk.format("POST", path, headers, body)
end

function response(status, headers, body)
  if status == 201 then
    moved = moved + 1
  else
    refused = refused + 1
    if refused == 1 then io.stderr:write(status, " ", body, "\n") end
  end
end

function done(summary, latency)
  local all, bad = 0, 0
  for _, thread in ipairs(threads) do
    all = all + thread:get("moved")
    bad = bad + thread:get("refused")
  end
  print(string.format("%d %.1f %.1f %d", all, all * 1e6 / summary.duration,
    latency:percentile(99) / 1000, bad + summary.errors.timeout))
end
