package report

import (
	"sync"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Secrets remembers what is secret in the files of a run, so that a file that
// is in many homes is searched once. It holds a bounded number of files and
// then starts afresh. Several goroutines may use it.
type Secrets struct {
	mu   sync.Mutex
	held map[secretsKey]*secret.Text
}

// secretsKey is a file's tree, which equal files share, and its name, which
// says its form. Files without a tree go by themselves.
type secretsKey struct {
	tree *xmldoc.Element
	doc  *xmldoc.Document
	path string
}

// maxSecrets is the number of files that Secrets holds.
const maxSecrets = 128

func (s *Secrets) of(d *xmldoc.Document) *secret.Text {
	key := secretsKey{tree: d.Root(), path: d.Path}
	if key.tree == nil {
		key.doc = d
	}
	s.mu.Lock()
	t, ok := s.held[key]
	s.mu.Unlock()
	if ok {
		return t
	}
	t = secret.In(d.Path, d.Text())
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == nil || len(s.held) >= maxSecrets {
		s.held = map[secretsKey]*secret.Text{}
	}
	s.held[key] = t
	return t
}
