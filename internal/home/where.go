package home

import "path/filepath"

// Where is the path on disk of the home at s, which must be a site of p. It is
// "" in a pack.
func (p *Place) Where(s Site) string {
	d, ok := p.FS.(disk)
	if !ok {
		return ""
	}
	return filepath.Join(d.root, filepath.FromSlash(s.Dir))
}
