{{- /* Helm: <UserManager> */ -}}
{{- $ns := .Release.Namespace }}
{{ define "user-mgt" -}}
<UserManager>
  <Realm>
    {{- if and .Values.ldap (eq .Values.kind "it's") }}
    <UserStoreManager class="ldap"/>
    {{- else if .Values.jdbc }}
    <UserStoreManager class="jdbc"/>
    {{- else }}
    <UserStoreManager class={{ .Values.class | quote }}/>
    {{- end }}
    {{- with .Values.admin }}
    <AdminUser>{{ .name }}</AdminUser>
    {{- end }}
    {{ range $key, $value := .Values.properties }}<Property name="{{ $key }}">{{ $value | printf "%s\"}}" }}</Property>{{ end }}
    {{ include "realm" . | indent 4 }}
  </Realm>
</UserManager>
{{- end }}
