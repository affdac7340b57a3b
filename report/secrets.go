package report

import (
	"sync"
	"weak"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Secrets remembers what is secret in the files of a run, so that a file that
// is in many homes is searched once. It remembers a file whose tree comes again, as it
// does from a home.Cache, and keeps no tree alive that nobody else holds. It holds a
// bounded number of files and then starts afresh. Several goroutines may use it.
type Secrets struct {
	mu   sync.Mutex
	held map[secretsKey]*secret.Text // nil for one that came once
}

// secretsKey is a file's tree, which equal files share, and its name, which
// says its form.
type secretsKey struct {
	tree weak.Pointer[xmldoc.Element]
	path string
}

// maxSecrets is the number of files that Secrets holds.
const maxSecrets = 128

func (s *Secrets) of(d *xmldoc.Document) *secret.Text {
	if d.Root() == nil {
		return secret.In(d.Path, d.Text())
	}
	key := secretsKey{weak.Make(d.Root()), d.Path}
	s.mu.Lock()
	t, again := s.held[key]
	s.mu.Unlock()
	if t != nil {
		return t
	}
	t = secret.In(d.Path, d.Text())
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == nil || len(s.held) >= maxSecrets {
		s.held = map[secretsKey]*secret.Text{}
	}
	if again {
		s.held[key] = t
	} else {
		s.held[key] = nil
	}
	return t
}
