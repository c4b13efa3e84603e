{{/* SPDX-License-Identifier: Apache-2.0 */}}
{{- define "tocsin.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "tocsin.members" -}}
{{- include "tocsin.name" . }}-members
{{- end -}}

{{- define "tocsin.selector" -}}
app.kubernetes.io/name: tocsin
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "tocsin.labels" -}}
{{ include "tocsin.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "tocsin.port" -}}
{{- if .Values.tunnel.enabled }}6701{{ else }}5701{{ end -}}
{{- end -}}

{{/* The settings file: what the values say, and the cluster as this chart lays it out. */}}
{{- define "tocsin.settings" -}}
{{- if hasKey .Values.settings "cluster" }}{{ fail "settings.cluster is written by this chart; use replicas and tunnel" }}{{ end -}}
{{ toYaml .Values.settings }}
cluster:
  enabled: true
  name: {{ include "tocsin.name" . }}
  port: {{ include "tocsin.port" . }}
{{- if .Values.tunnel.enabled }}
  members:
{{- range $i := until (int .Values.replicas) }}
    - {{ include "tocsin.name" $ }}-{{ $i }}@{{ include "tocsin.name" $ }}-{{ $i }}.{{ include "tocsin.members" $ }}.{{ $.Release.Namespace }}.svc:6701
{{- end }}
  tunnel:
    enabled: true
    key: /etc/tocsin-tunnel/tls.key
    certificate: /etc/tocsin-tunnel/tls.crt
    trust: /etc/tocsin-tunnel/ca.crt
{{- else }}
  size: {{ int .Values.replicas }}
  kubernetes:
    service: {{ include "tocsin.members" . }}.{{ .Release.Namespace }}.svc
{{- end }}
{{- end -}}
