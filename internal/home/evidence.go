package home

// Evidence is one thing that shows the product or the Carbon release of a home.
type Evidence struct {
	Kind EvidenceKind
	// Path is the file, relative to the home.
	Path string
	// What is the product with its version, or the setting; "" where the file
	// itself is the evidence.
	What string
	// Release is the Carbon release that it shows; unknown for a product.
	Release Version
}

// EvidenceKind says what a piece of evidence is.
type EvidenceKind int

// The kinds of evidence.
const (
	ProductFile    EvidenceKind = iota // Path is the version file of the product
	ProductSetting                     // Path, a carbon.xml, gives name and version of the product
	VersionFile                        // Path is the version file of the kernel
	CoreJar                            // Path is the kernel's core jar
	ShippedWith                        // What is a product that ships with Release
	CameWith                           // What came with Release
	LastIn                             // What was last in Release
	CameAfter                          // What came with a release after Release, it is not known which
	Carbon3                            // Path is a file that Carbon 4 no longer has
)

func (k EvidenceKind) String() string {
	return [...]string{
		"product file", "product setting", "version file", "core jar", "shipped with", "came with", "last in", "came after", "Carbon 3",
	}[k]
}

// note adds a piece of evidence.
func (h *Home) note(e Evidence) { h.Evidence = append(h.Evidence, e) }
