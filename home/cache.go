package home

import (
	"crypto/sha256"
	"errors"
	"sync"

	"github.com/carbonlint/carbonlint/xmldoc"
)

// Cache keeps the trees of files already read, by their bytes, so that a file
// which stands in many homes is read once. It holds up to a fixed number of
// bytes of source and then starts afresh. A nil Cache keeps nothing. It is safe
// for use by several goroutines.
type Cache struct {
	mu    sync.Mutex
	held  map[[sha256.Size]byte]parsed
	bytes int
}

type parsed struct {
	doc *xmldoc.Document
	err error
}

// cacheBytes is the source a Cache holds at most; trees are some ten times it.
const cacheBytes = 8 << 20

func (c *Cache) parse(path string, data []byte) (*xmldoc.Document, error) {
	if c == nil {
		return xmldoc.Parse(path, data)
	}
	key := sha256.Sum256(data)
	c.mu.Lock()
	p, ok := c.held[key]
	c.mu.Unlock()
	if !ok {
		p.doc, p.err = xmldoc.Parse(path, data)
		c.mu.Lock()
		if c.held == nil || c.bytes+len(data) > cacheBytes {
			c.held, c.bytes = map[[sha256.Size]byte]parsed{}, 0
		}
		c.held[key] = p
		c.bytes += len(data)
		c.mu.Unlock()
		return p.doc, p.err
	}
	if syn := (*xmldoc.SyntaxError)(nil); errors.As(p.err, &syn) {
		moved := *syn
		moved.Path = path
		return p.doc.At(path), &moved
	}
	return p.doc.At(path), nil
}
