{{/* A file that the chart shares with kustomize, for the namespace of the release. */}}
{{- define "golden.file" -}}
{{- .chart.Files.Get (printf "files/%s" .file) | replace "golden-service-system" .chart.Release.Namespace -}}
{{- end -}}

{{/* The namespaces that services trust, as the list in the policy golden-service-name. */}}
{{- define "golden.trustedNamespaces" -}}
{{- $platform := .spec.platform -}}
{{- $names := list -}}
{{- range list "ingressNamespaces" "monitoringNamespaces" "databaseOperatorNamespaces" -}}
{{- range get $platform . }}{{ $names = append $names (squote .) }}{{ end -}}
{{- end -}}
{{- range $platform.teamServiceAccounts -}}
{{- $namespace := splitList "/" . | first -}}
{{- if ne $namespace "{service}" -}}
{{- $names = append $names (regexReplaceAll "[{](team|service)[}]" $namespace "[-a-z0-9]+" | squote) -}}
{{- end -}}
{{- end -}}
[{{ join ", " $names }}]
{{- end -}}

{{/* The kind of the database claim, as the rule in the policy golden-object-ownership. */}}
{{- define "golden.claimRule" -}}
{{- with .spec.platform.crossplaneClaim -}}
apiGroups: [{{ .group }}]
        apiVersions: ["*"]
        operations: [CREATE, UPDATE]
        resources: [{{ .plural }}]
{{- end -}}
{{- end -}}

{{/* The same of the queue claim. */}}
{{- define "golden.queueClaimRule" -}}
{{- with .spec.platform.crossplaneQueueClaim -}}
apiGroups: [{{ .group }}]
        apiVersions: ["*"]
        operations: [CREATE, UPDATE]
        resources: [{{ .plural }}]
{{- end -}}
{{- end -}}

{{/* The components that are off, as a JSON list within a map. */}}
{{- define "golden.off" -}}
{{- $off := list -}}
{{- range $name, $on := .Values.components -}}
{{- if not $on }}{{ $off = append $off $name }}{{ end -}}
{{- end -}}
{{- dict "components" $off | toJson -}}
{{- end -}}

{{/* The ConfigMap with the path document; empty if the built-in one is in force. */}}
{{- define "golden.pathConfigMap" -}}
{{- $changed := or .Values.goldenPath.overlay (fromJson (include "golden.off" .)).components -}}
{{- if and $changed .Values.goldenPath.existingConfigMap -}}
{{- fail "goldenPath.existingConfigMap is your own document: change it there, and do not set goldenPath.overlay or components" -}}
{{- end -}}
{{- .Values.goldenPath.existingConfigMap | default (ternary "golden-service-path" "" (not (empty $changed))) -}}
{{- end -}}

{{/* The settings of the process that differ from its own defaults, as YAML. */}}
{{- define "golden.settings" -}}
{{- range list
  (list "LOG_LEVEL" "info" .Values.log.level)
  (list "RECONCILE_THREADS" "16" .Values.reconcile.threads)
  (list "RESYNC_INTERVAL" "10m" .Values.reconcile.resyncInterval)
  (list "WATCH_INTERVAL" "10s" .Values.reconcile.watchInterval)
  (list "SHUTDOWN_TIMEOUT" "20s" (printf "%ds" (int .Values.shutdownSeconds)))
}}
{{- if ne (index . 1) (toString (index . 2)) }}
- { name: {{ index . 0 }}, value: {{ index . 2 | toString | quote }} }
{{- end }}
{{- end }}
{{- end -}}
