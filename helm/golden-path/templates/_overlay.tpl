{{/* Lays .overlay over .onto, in place, as RFC 7396 says; Sprig's merge cannot remove. */}}
{{- define "golden.overlay" -}}
{{- $onto := .onto -}}
{{- range $key, $value := .overlay -}}
{{- if kindIs "invalid" $value -}}
{{- $_ := unset $onto $key -}}
{{- else if and (kindIs "map" $value) (kindIs "map" (get $onto $key)) -}}
{{- include "golden.overlay" (dict "onto" (get $onto $key) "overlay" $value) -}}
{{- else -}}
{{- $_ := set $onto $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}
