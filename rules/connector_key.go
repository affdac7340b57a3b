package rules

import (
	"fmt"
	"time"

	"github.com/carbonlint/carbonlint/internal/keystore"
)

// judgeKey reports a keyAlias without a key in the keystore, and a keystore without any.
func (c *connector) judgeKey() {
	if c.store == nil || c.alias.why != "" {
		return
	}
	location, span := c.file.attr.Value, c.file.attr.Span
	if !c.file.given() {
		location, span = c.own.location.value, c.e.StartTag // the one to be added
	}
	var keys []string
	for _, e := range c.store.Keys() {
		if e.Alias == "" {
			return // the aliases are not known
		}
		keys = append(keys, quoted(e.Alias))
	}
	f := Finding{Doc: c.doc, Span: span, Effect: "Tomcat finds no key to serve: TLS clients cannot connect to the port, which has the management console and the admin services."}
	switch {
	case len(keys) == 0:
		f.Code = "no-key"
		f.Message = fmt.Sprintf("%s has the keystore %s, which holds no private key.", c.label(), quoted(location))
		f.Hint = "Name a keystore with the key pair of the server. A trust store has certificates only."
	case c.alias.given() && len(shownKeys(c.store, c.alias.attr.Value)) == 0:
		f.Code, f.Span = "no-alias", c.alias.attr.Span
		f.Message = fmt.Sprintf("%s has the keyAlias %s, and the keystore has no private key of that name.", c.label(), quoted(c.alias.attr.Value))
		f.Effect = "Tomcat cannot find the key, and " + portClosed
		f.Hint = fmt.Sprintf("Write the alias of a key that is there: %s.", list(keys))
	default:
		return
	}
	c.Report(f)
}

// certificates are those that the Connector may serve, as far as they can be seen.
func (c *connector) certificates() []*keystore.Certificate {
	if c.alias.why != "" {
		return nil
	}
	return shown(c.store, c.alias.attr.Value)
}

// shown are the certificates of the key with an alias or, without one, of all keys.
func shown(s *keystore.Store, alias string) []*keystore.Certificate {
	var list []*keystore.Certificate
	for _, e := range shownKeys(s, alias) {
		if e.Certificate != nil {
			list = append(list, e.Certificate)
		}
	}
	return list
}

func shownKeys(s *keystore.Store, alias string) []keystore.Entry {
	keys := s.Keys()
	if alias == "" || len(keys) == 1 && keys[0].Alias == "" {
		return keys
	}
	if e, ok := s.Entry(alias); ok && e.Key {
		return []keystore.Entry{e}
	}
	return nil
}

// soon is how many days before its end a certificate is worth a warning.
const soon = 60

// judgeDates reports certificates that have expired, will soon, or are not valid yet.
func (c *connector) judgeDates() {
	certificates := c.certificates()
	if len(certificates) == 0 {
		return
	}
	today, err := time.Parse(time.DateOnly, c.Today())
	if err != nil {
		return
	}
	bad := 0
	var first *Finding
	for _, cert := range certificates {
		if f := judgeCertificate(cert, today); f != nil {
			if bad++; first == nil || f.Severity > first.Severity {
				first = f
			}
		}
	}
	if first == nil {
		return
	}
	first.Doc, first.Span = c.doc, c.e.StartTag
	if c.file.given() {
		first.Span = c.file.attr.Span
	}
	if bad < len(certificates) {
		first.Severity = Warning
		first.Effect = "Tomcat may serve it, since the keystore has several keys and the Connector no keyAlias. Clients then refuse the connection."
		first.Hint = "Write the alias of the key with the right certificate as keyAlias."
	}
	first.Message = c.label() + first.Message
	c.Report(*first)
}

// judgeCertificate is the finding about the dates of a certificate, without its place;
// nil for none.
func judgeCertificate(cert *keystore.Certificate, today time.Time) *Finding {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	at := fmt.Sprintf("; the day of this check is %s.", day(today))
	f := &Finding{
		Effect: "Clients refuse the connection, or ask their users to accept it.",
		Hint:   "Put a certificate that is valid into the keystore.", Severity: Error,
	}
	switch {
	case day(cert.NotAfter) < day(today):
		f.Code, f.Message = "expired", fmt.Sprintf(" has the certificate of %s, which expired on %s", quoted(cert.Name), day(cert.NotAfter))
	case day(today) < day(cert.NotBefore):
		f.Code, f.Message = "not-yet-valid", fmt.Sprintf(" has the certificate of %s, which is not valid before %s", quoted(cert.Name), day(cert.NotBefore))
	case day(cert.NotAfter) <= day(today.AddDate(0, 0, soon)):
		f.Code, f.Message = "expires-soon", fmt.Sprintf(" has the certificate of %s, which expires on %s", quoted(cert.Name), day(cert.NotAfter))
		f.Severity, f.Effect = Warning, "From then on clients refuse the connection."
	default:
		return nil
	}
	f.Message += at
	return f
}
