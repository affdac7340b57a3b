package home

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var (
	frameworkLine = lazy.MustCompile(`^WSO2 Carbon (?:Framework )?v?(\d\S*)`)
	coreJar       = lazy.MustCompile(`^org\.wso2\.carbon\.core[_-](\d+\.\d+\.\d+[^/]*)\.jar$`)
)

// detect finds product and release, and notes the evidence.
func (h *Home) detect() {
	h.detectProduct()
	h.detectRelease()
	h.Mixed = h.mixed()
	h.detectGeneration()
}

// detectProduct takes the product from its version file, else from carbon.xml.
func (h *Home) detectProduct() {
	const file = "bin/version.txt"
	if line := h.firstLine(file); line != "" && !template.Placeholder(line) {
		h.Product = line
		h.note(Evidence{Kind: ProductFile, Path: file, What: line})
		return
	}
	doc := h.Doc("carbon.xml")
	name, version := plainText(doc, "/Server/Name"), plainText(doc, "/Server/Version")
	if name == "" || version == "" {
		return
	}
	h.Product = name + " v" + version
	h.note(Evidence{Kind: ProductSetting, Path: doc.Path, What: name + " " + version})
}

// plainText is the text of the element at p when the file itself gives it.
func plainText(doc *xmldoc.Document, p string) string {
	e := doc.First(p)
	if e == nil || doc.Template().Touches(e.Span.Start, e.Span.End) || template.Placeholder(e.Text()) {
		return ""
	}
	return strings.TrimSpace(e.Text())
}

// detectRelease takes the Carbon release from what states it, else from what the
// files hold. Where the home states several, the version file counts, then the
// earliest: what that one stored is what a later one may not be able to read.
func (h *Home) detectRelease() {
	stated := h.statements()
	if len(stated) == 0 {
		h.Carbon = h.guess()
		return
	}
	first := stated[0]
	h.Carbon = Release{first.Release, Exactly}
	for _, e := range stated[1:] {
		if e.Release != first.Release {
			h.Carbon.Is = Guessed
			h.conflicts = append(h.conflicts, e)
		}
	}
	switch first.Kind {
	case ProductFile, ProductSetting: // noted as the product
	case VersionFile, CoreJar:
		h.server = &first
		h.note(first)
	default:
		h.note(first)
	}
}

// statements is the evidence that states the release of the server, the one to
// believe first: the kernel's version file, its core jars, the product.
func (h *Home) statements() []Evidence {
	const file = "bin/wso2carbon-version.txt"
	var list []Evidence
	if v := releaseIn(h.firstLine(file)); v.Known() {
		list = append(list, Evidence{Kind: VersionFile, Path: file, Release: v})
	}
	list = append(list, h.coreJars()...)
	if h.Product == "" {
		return list
	}
	product := h.Evidence[0]
	if product.Release = releaseIn(h.Product); !product.Release.Known() { // not the kernel on its own
		product.Kind, product.What, product.Release = ShippedWith, h.Product, kernelOf(h.Product)
	}
	// A product is updated with patch releases of its kernel, but with no others.
	if product.Release.Known() && (len(list) == 0 || !product.Release.sameMinor(list[0].Release)) {
		list = append(list, product)
	}
	return list
}

// coreJars lists the kernel's core jars by their releases.
func (h *Home) coreJars() []Evidence {
	dirs := []string{"repository/components/plugins"}
	if h.ConfDir != "repository/conf" {
		dirs = []string{"repository/components/plugins", "wso2/components/plugins", "wso2/lib/plugins", "osgi/plugins"}
	}
	var jars []Evidence
	for _, base := range h.bases() {
		for _, dir := range dirs {
			for _, name := range listNames(h.fsys, path.Join(base, dir)) {
				m := coreJar.FindStringSubmatch(name)
				if m == nil {
					continue
				}
				if v, err := ParseVersion(m[1]); err == nil {
					jars = append(jars, Evidence{Kind: CoreJar, Path: path.Join(dir, name), Release: v})
				}
			}
		}
	}
	slices.SortStableFunc(jars, func(a, b Evidence) int { return a.Release.Compare(b.Release) })
	return jars
}

// releaseIn is the release in a line such as "WSO2 Carbon Framework v4.4.3".
func releaseIn(line string) Version {
	m := frameworkLine.FindStringSubmatch(line)
	if m == nil {
		return Version{}
	}
	v, _ := ParseVersion(m[1]) // unknown when it is a placeholder
	return v
}

// bases are the directories in which version files and jars are looked up: a
// profile has those of the product around it.
func (h *Home) bases() []string {
	if h.Layout == LayoutProfile {
		return []string{h.dir, path.Join(h.dir, "../..")}
	}
	return []string{h.dir}
}

func (h *Home) firstLine(rel string) string {
	for _, base := range h.bases() {
		data, err := readFile(h.fsys, path.Join(base, rel))
		if err == nil && len(data) <= 4096 {
			line, _, _ := strings.Cut(string(data), "\n")
			return strings.TrimSpace(line)
		}
	}
	return ""
}
