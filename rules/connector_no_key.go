package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// judgeKey reports a keyAlias without a key in the keystore, and a keystore without any.
func (c *connector) judgeKey() {
	if c.store == nil || c.alias.why != "" || !c.inUse() {
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
		keys = append(keys, phrase.Quote(e.Alias))
	}
	f := Finding{Doc: c.doc, Span: span, Effect: "Tomcat finds no key to serve: TLS clients cannot connect to the port, which has the management console and the admin services."}
	switch {
	case len(keys) == 0:
		f.Code = "no-key"
		f.Message = fmt.Sprintf("%s has the keystore %s, which holds no private key.", c.label(), phrase.Quote(location))
		f.Hint = "Name a keystore with the key pair of the server. A trust store has certificates only."
	case c.alias.given() && (c.alias.attr.Value == "" || len(shownKeys(c.store, c.alias.attr.Value)) == 0):
		f.Code, f.Span = "no-alias", c.alias.attr.Span
		f.Message = fmt.Sprintf("%s has the keyAlias %s, and the keystore has no private key of that name.", c.label(), phrase.Quote(c.alias.attr.Value))
		f.Effect = "Tomcat cannot find the key, and " + portClosed
		f.Hint = fmt.Sprintf("Write the alias of a key that is there: %s.", phrase.List(keys))
	default:
		return
	}
	c.Report(f)
}

// inUse reports whether the keystore is in use up to now: where keystoreFile is missing,
// it is only if the server put it on the Connector.
func (c *connector) inUse() bool { return c.file.given() || c.injected != notInjected }

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
