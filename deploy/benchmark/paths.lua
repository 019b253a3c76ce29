-- wrk asks for the paths of a file, one after the other, from a random place on
local paths = {}
local at = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    table.insert(paths, line)
  end
  if arguments[2] and arguments[2] ~= "" then
    wrk.headers["Authorization"] = "Bearer " .. arguments[2]
  end
  math.randomseed(42)
  at = math.random(#paths)
end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
