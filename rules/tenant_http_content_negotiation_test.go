package rules_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestTenantHTTPContentNegotiation(t *testing.T) {
	const (
		isFalse = "2:3 %s httpContentNegotiation is false; 4.4.3 ships with true."
		add     = " [%s: add httpContentNegotiation with true]\n"
		noAxis  = "With the pass-through transport, false is the product's own choice."
		product = "The pass-through transport is in use"
		nobody  = "Nothing happens while repository/tenants is empty"
		client  = "A response of a tenant's service has the content type of its request"
	)
	const other = `  <parameter name="hotupdate">true</parameter>` + "\n"
	off, on, none := axis(fmt.Sprintf(negotiate, "false")), axis(fmt.Sprintf(negotiate, "true")), axis(other)
	added := axis(other + negotiateBlock)
	tests := []struct {
		name, tenant string
		others       map[string]string
		want, fixed  string
		effect, hint string // how they begin, of the first finding
	}{
		{name: "true", tenant: on, others: map[string]string{"axis2/axis2.xml": on}},
		{name: "false", tenant: off, others: map[string]string{"axis2/axis2.xml": on}, want: fmt.Sprintf(isFalse, "warning") + negotiateTurn, fixed: on, effect: client},
		{
			name: "absent", tenant: none, others: map[string]string{"axis2/axis2.xml": on},
			want: "1:1 warning " + negotiateAbsent + fmt.Sprintf(add, "safe"), fixed: added, effect: client,
		},
		{name: "false, no axis2.xml", tenant: off, want: fmt.Sprintf(isFalse, "warning") + negotiateTurn, fixed: on, effect: client, hint: noAxis},
		{
			name: "false with pass-through", tenant: off, others: map[string]string{"axis2/axis2.xml": axis(passThroughHTTP)},
			want: fmt.Sprintf(isFalse, "info") + negotiateTurn, fixed: on, effect: product,
		},
		{
			name: "absent with pass-through", tenant: none, others: map[string]string{"axis2/axis2.xml": axis(passThroughHTTP)},
			want: "1:1 info " + negotiateAbsent + fmt.Sprintf(add, "unsafe"), fixed: added, effect: product,
		},
		{
			name: "pass-through sender in the file itself", others: map[string]string{"axis2/axis2.xml": on},
			tenant: axis(fmt.Sprintf(negotiate, "false") + `  <transportSender name="http" class="x.PassThroughHttpSender"/>` + "\n"),
			want:   fmt.Sprintf(isFalse, "info") + negotiateTurn,
			fixed:  axis(fmt.Sprintf(negotiate, "true") + `  <transportSender name="http" class="x.PassThroughHttpSender"/>` + "\n"),
			effect: product,
		},
		{
			name: "false then true, as shipped with pass-through", tenant: axis(fmt.Sprintf(negotiate, "false") + fmt.Sprintf(negotiate, "true")),
			others: map[string]string{"axis2/axis2.xml": axis(passThroughHTTP)},
			want: "2:3 info httpContentNegotiation is given more than once; the server reads the last one, on line 3, and ignores this one." +
				negotiateRemove,
			fixed: on, effect: "The value here has no effect.",
		},
		{
			name: "no tenants", tenant: off, others: map[string]string{"axis2/axis2.xml": on, "repository/tenants/.gitkeep": ""},
			want: fmt.Sprintf(isFalse, "info") + negotiateTurn, fixed: on, effect: nobody,
		},
		{
			name: "absent, no tenants", tenant: none, others: map[string]string{"axis2/axis2.xml": on, "repository/tenants/.gitkeep": ""},
			want: "1:1 info " + negotiateAbsent + fmt.Sprintf(add, "safe"), fixed: added, effect: nobody,
		},
		{
			name: "a tenant", tenant: off, others: map[string]string{"axis2/axis2.xml": on, "repository/tenants/1/axis2services/a.aar": ""},
			want: fmt.Sprintf(isFalse, "warning") + negotiateTurn, fixed: on, effect: client,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"axis2/tenant-axis2.xml": tt.tenant}
			for name, data := range tt.others {
				files[name] = data
			}
			r := judge(t, "tenant-http-content-negotiation", files)
			if got := inShort(r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if len(r.Findings) > 0 {
				if f := r.Findings[0]; !strings.HasPrefix(f.Effect, tt.effect) || !strings.HasPrefix(f.Hint, tt.hint) || (tt.hint == "") != (f.Hint == "") {
					t.Errorf("effect %q, hint %q", f.Effect, f.Hint)
				}
			}
			want := tt.fixed
			if want == "" {
				want = tt.tenant
			}
			if got := fixAll(t, r, "axis2/tenant-axis2.xml", true); got != want {
				t.Errorf("fixed\n%swant\n%s", got, want)
			}
		})
	}
}
