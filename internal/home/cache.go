package home

import (
	"bytes"
	"errors"
	"hash/maphash"
	"sync"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Cache keeps the trees of files already read, by their bytes, so that a file which
// is in many homes is read once. It keeps a file when it comes again soon: most files
// of different homes differ, and their trees would take room for nothing. It holds
// trees of a fixed footprint; what was not asked for lately goes first. A nil Cache
// keeps nothing. It is safe for use by several goroutines.
type Cache struct {
	mu         sync.Mutex
	seed       maphash.Seed
	seen       map[uint64]bool   // files that came once
	held, last map[uint64]parsed // last is what was held before held was begun
	footprint  int               // of held
}

type parsed struct {
	doc *xmldoc.Document
	err error
}

// cacheFootprint is what each half of a Cache takes at most, which is enough for a home
// of a large product. Up to maxSeen files may come between two equal ones: those of some
// ten homes.
const (
	cacheFootprint = 6 << 20
	maxSeen        = 512
)

// parse reads data as the XML file path. Equal bytes give the same tree, and the
// same error, under the path asked for.
func (c *Cache) parse(path string, data []byte) (*xmldoc.Document, error) {
	if c == nil {
		return xmldoc.Parse(path, data)
	}
	key, p, ok := c.find(path, data)
	if !ok {
		p.doc, p.err = xmldoc.Parse(path, data)
		c.keep(key, p)
		return p.doc, p.err
	}
	if syn := (*xmldoc.SyntaxError)(nil); errors.As(p.err, &syn) {
		moved := *syn
		moved.Path = path
		return p.doc.At(path), &moved
	}
	return p.doc.At(path), p.err
}

// find gives what is held for data under path. The hash only leads to it: the
// bytes decide, and the template language of the name.
func (c *Cache) find(path string, data []byte) (key uint64, p parsed, ok bool) {
	c.mu.Lock()
	if c.held == nil {
		c.seed, c.held, c.seen = maphash.MakeSeed(), map[uint64]parsed{}, map[uint64]bool{}
	}
	seed := c.seed
	c.mu.Unlock()
	key = maphash.Bytes(seed, data)
	c.mu.Lock()
	defer c.mu.Unlock()
	if p, ok = c.held[key]; !ok {
		if p, ok = c.last[key]; ok {
			c.hold(key, p)
		}
	}
	if !ok || !bytes.Equal(p.doc.Bytes(), data) || !template.SameLanguage(p.doc.Path, path) {
		return key, parsed{}, false
	}
	return key, p, true
}

// keep holds p if key came before.
func (c *Cache) keep(key uint64, p parsed) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seen[key] {
		c.hold(key, p)
		return
	}
	if len(c.seen) >= maxSeen {
		clear(c.seen)
	}
	c.seen[key] = true
}

// hold is keep under the lock.
func (c *Cache) hold(key uint64, p parsed) {
	n := footprint(p.doc.Bytes())
	if n > cacheFootprint {
		return
	}
	if c.footprint+n > cacheFootprint {
		c.last, c.held, c.footprint = c.held, map[uint64]parsed{}, 0
	}
	c.held[key] = p
	c.footprint += n
}
