-- The health of a GoldenPath for Argo CD. Argo CD opens no string library for such a script, and calls
-- it before the operator has written anything: nothing here relies on either.
local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type or ""] = condition
end

local function holds(type)
  return conditions[type] ~= nil and conditions[type].status == "True"
end

local function message(type)
  return conditions[type] ~= nil and conditions[type].message or ""
end

-- First of all: what an old status says is not about what Git has now.
if status.observedGeneration == nil or status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not seen this generation yet" }
end

if holds("Stalled") then
  return { status = "Degraded", message = message("Stalled") }
end

-- Also during a rollout and a pause: a sync that waited for hours would not take the commit that
-- corrects it, or that ends the pause.
if holds("Ready") then
  return { status = "Healthy", message = message("Ready") }
end

if conditions["Ready"] == nil then
  return { status = "Progressing", message = "The operator has not reported yet" }
end
return { status = "Progressing", message = message("Ready") }
