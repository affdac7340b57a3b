package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// judgeKey reports a keyAlias that the keystore has no key for, and a keystore without
// keys.
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
	f := Finding{Doc: c.doc, Span: span, Effect: "Tomcat has no key to serve: TLS clients cannot connect to the port of the management console and the admin services."}
	switch {
	case len(keys) == 0:
		f.Code = "no-key"
		f.Message = fmt.Sprintf("%s has the keystore %s, which has no private key.", c.label(), phrase.Quote(location))
		f.Hint = "Name a keystore with the key pair of the server. A trust store has only certificates."
	case c.alias.given() && (c.alias.attr.Value == "" || len(shownKeys(c.store, c.alias.attr.Value)) == 0):
		f.Code, f.Span = "no-alias", c.alias.attr.Span
		f.Message = fmt.Sprintf("%s has the keyAlias %s, but the keystore has no private key of that name.", c.label(), phrase.Quote(c.alias.attr.Value))
		f.Effect = "Tomcat cannot find the key, and " + portClosed
		f.Hint = fmt.Sprintf("Use the alias of a key in the keystore: %s.", phrase.List(keys))
	default:
		return
	}
	c.Report(f)
}

// inUse reports whether the old server uses the keystore. Without keystoreFile it does
// only if it gave the Connector the primary one.
func (c *connector) inUse() bool { return c.file.given() || c.injected != notInjected }

// certificates are those that the Connector may serve, as far as they can be read.
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
