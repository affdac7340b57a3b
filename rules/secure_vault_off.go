package rules

import "fmt"

// judgeVaultOff reports, once a file, that its aliases get no value.
func judgeVaultOff(p *Pass, v vault, used []alias) {
	var first *alias
	for i := range used {
		a := &used[i]
		if !a.known {
			continue
		}
		if first == nil || first.doc.Condition(first.span.Start) != nil && a.doc.Condition(a.span.Start) == nil {
			first = a
		}
	}
	if first == nil || v.on {
		return
	}
	if v.unknown != "" {
		p.CannotJudge(first.doc, first.span, v.unknown)
		return
	}
	if cond := first.doc.Condition(first.span.Start); cond != nil {
		p.CannotJudge(first.doc, first.span, fmt.Sprintf("%s, but the alias is there only under %s", v.off, cond))
		return
	}
	p.Report(Finding{
		Code: "vault-off", Doc: first.doc, Span: first.span,
		Message: fmt.Sprintf("The file has %s of Secure Vault, but %s; "+target+" ships without it.", vaultAliases(used), v.off),
		Effect:  "Secure Vault is off, and the server uses the text beside each alias as the password.",
		Hint:    "Copy secret-conf.properties, cipher-text.properties and the keystores that they name from the old home.",
	})
}
