package rules

import (
	"fmt"
	"time"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// soon is how many days before a certificate expires it gets a warning.
const soon = 60

// judgeDates reports certificates that have expired, expire soon, or are not valid yet.
func (c *connector) judgeDates() {
	certificates := c.certificates()
	if len(certificates) == 0 || !c.inUse() {
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
		first.Effect = "Tomcat may serve it, because the keystore has several keys and the Connector has no keyAlias. Clients then refuse the connection."
		first.Hint = "Set keyAlias to the alias of the key with the right certificate."
	}
	first.Message = c.label() + first.Message
	c.Report(*first)
}

// judgeCertificate is the finding about the dates of a certificate, without its place;
// nil for none.
func judgeCertificate(cert *keystore.Certificate, today time.Time) *Finding {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	at := fmt.Sprintf("; this check is as of %s.", day(today))
	f := &Finding{
		Effect: "Clients refuse the connection, or ask their users to accept it.",
		Hint:   "Put a valid certificate into the keystore.", Severity: Error,
	}
	switch {
	case day(cert.NotAfter) < day(today):
		f.Code, f.Message = "expired", fmt.Sprintf(" has the certificate of %s, which expired on %s", phrase.Quote(cert.Name), day(cert.NotAfter))
	case day(today) < day(cert.NotBefore):
		f.Code, f.Message = "not-yet-valid", fmt.Sprintf(" has the certificate of %s, which is not valid before %s", phrase.Quote(cert.Name), day(cert.NotBefore))
	case day(cert.NotAfter) <= day(today.AddDate(0, 0, soon)):
		f.Code, f.Message = "expires-soon", fmt.Sprintf(" has the certificate of %s, which expires on %s", phrase.Quote(cert.Name), day(cert.NotAfter))
		f.Severity, f.Effect = Warning, "From then on clients refuse the connection."
	default:
		return nil
	}
	f.Message += at
	return f
}
