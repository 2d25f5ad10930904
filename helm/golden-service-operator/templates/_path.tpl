{{- /* The name of the ConfigMap with the path document; empty where the built-in one is in force. */}}
{{- define "golden.path.configMap" }}
{{- if .Values.goldenPath.existingConfigMap }}
{{- if or .Values.goldenPath.overlay (has false (values .Values.components)) }}
{{- fail "goldenPath.existingConfigMap: a whole document of your own leaves nothing to goldenPath.overlay and components; change that document instead" }}
{{- end }}
{{- .Values.goldenPath.existingConfigMap }}
{{- else if or .Values.goldenPath.overlay (has false (values .Values.components)) }}
{{- "golden-path" }}
{{- end }}
{{- end }}

{{- define "golden.path.document" }}
{{- $path := .Files.Get "files/golden-path.yaml" | fromYaml }}
{{- range $name, $on := .Values.components }}
{{- $_ := set (index $path.spec.components $name) "enabled" $on }}
{{- end }}
{{- $path = mergeOverwrite $path .Values.goldenPath.overlay }}
{{- if not (dig "spec" "version" "" .Values.goldenPath.overlay) }}
{{- $_ := set $path.spec "version" (printf "%s-%s" $path.spec.version (toJson $path | sha256sum | trunc 8)) }}
{{- end }}
{{- toYaml $path }}
{{- end }}
