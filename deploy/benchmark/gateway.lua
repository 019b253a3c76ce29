-- wrk sends what clients send: good and bad tokens, bodies of all sizes, paths that are none
local token, at = "", 0

function init(arguments)
  token = arguments[1]
end

local function with(path, method, body)
  return wrk.format(method, path, { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }, body)
end

function request()
  at = at + 1
  local kind = at % 20
  if kind == 0 then return with("/api/v1/rights", "POST", string.rep("x", 20000)) end
  if kind == 1 then return with("/api/v1/rights", "POST", string.rep("x", 1100000)) end
  if kind == 2 then return wrk.format("GET", "/api/v1/rights", { ["Authorization"] = "Bearer x.y." .. at }) end
  if kind == 3 then return with("/nowhere/" .. at, "GET") end
  if kind == 4 then return with("/api/v1/rights/..;/x", "GET") end
  if kind == 5 then return with("/api/v1/indicators", "GET") end -- its service hangs up
  return with("/api/v1/rights", "GET")
end
