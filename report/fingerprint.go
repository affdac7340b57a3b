package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// fingerprints name findings by rule, file and element, so that a name holds
// when lines move. Equal ones are numbered in the order in which they come;
// ask for each finding of a home that is left, also those that are not printed. Each
// home has fingerprints of its own: the file begins with the path of the home.
type fingerprints map[string]int

func (p fingerprints) of(h *Home, f *Finding) string {
	key := f.Rule + "\x00" + h.file(f.File) + "\x00" + f.Element
	p[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, p[key]))
	return hex.EncodeToString(sum[:16])
}
