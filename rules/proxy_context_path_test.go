package rules_test

import (
	"testing"

	"github.com/carbonlint/carbonlint/rules"
)

// TestProxyContextPathItems holds that a finding about one setting leaves the other alone.
func TestProxyContextPathItems(t *testing.T) {
	r := judge(t, "proxy-context-path", map[string]string{"carbon.xml": "<Server><WebContextRoot>/</WebContextRoot><ProxyContextPath>/a/</ProxyContextPath></Server>\n"})
	for _, item := range r.States(r.Rules, func(*rules.Finding) rules.Decision { return rules.Decision{} }).Guide {
		if item.Rule != "proxy-context-path" {
			continue
		}
		want := map[string]string{"MgtProxyContextPath": "ok", "ProxyContextPath": "needs attention"}[item.Setting]
		if got := item.Status.String(); got != want {
			t.Errorf("%s: %s, want %s", item.Setting, got, want)
		}
	}
}
