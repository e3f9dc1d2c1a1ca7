-- Shoppers for wrk: each of its threads has one connection, so that a thread is one shopper after the other. Its argument is
-- a file with the visits of each thread, as a table. Without one it asks again for the address that wrk is given.

local threads = 0

function setup(thread)
  thread:set("line", threads)
  threads = threads + 1
end

function init(args)
  if args[1] then
    visits = dofile(args[1])[line + 1]
    visit, step, cookies = 1, 0, {}
  else
    request, response = nil, nil
  end
end

function request()
  step = step + 1
  if step > #visits[visit] then
    visit, step, cookies = visit % #visits + 1, 1, {}
  end
  local now, headers, jar = visits[visit][step], {}, {}
  for name, value in pairs(now.headers) do headers[name] = value end
  for name, value in pairs(cookies) do jar[#jar + 1] = name .. "=" .. value end
  if #jar > 0 then headers["cookie"] = table.concat(jar, "; ") end
  return wrk.format(now.method, now.path, headers, now.body)
end

function response(status, headers)
  local now = visits[visit][step]
  for name, value in pairs(headers) do
    if name:lower() == "set-cookie" then
      local key, content = value:match("^([^=]+)=([^;]*)")
      if key then cookies[key] = content end
      -- wrk shows a script the last of two cookies only, which is the session; the first says that there was a login.
      if now.headers["authorization"] then cookies["logged_in"] = "true" end
    end
  end
end

function done(summary, latency)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"p95":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(95), errors.status, broken
  ))
end
