-- wrk takes families of four in, each under a key of its own
local token, run, made = nil, nil, 0
local body = [[{"unit":"IL.SOUTH.A2630.D1","preferredLanguage":"he","phone":"0501239999",
  "address":{"street":"x 1","city":"x"},"members":[
  {"givenName":"x","familyName":"y","birthDate":"1990-01-01","sex":"FEMALE","relation":"HEAD"},
  {"givenName":"x","familyName":"y","birthDate":"1988-01-01","sex":"MALE","relation":"SPOUSE"},
  {"givenName":"x","familyName":"y","birthDate":"2015-01-01","sex":"FEMALE","relation":"CHILD"},
  {"givenName":"x","familyName":"y","birthDate":"2018-01-01","sex":"MALE","relation":"CHILD"}]}]]

function init(arguments)
  token, run = arguments[1], arguments[2]
end

function request()
  made = made + 1
  return wrk.format("POST", "/api/v1/families", {
    ["Authorization"] = "Bearer " .. token,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. made,
  }, body)
end
