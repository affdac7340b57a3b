package home

import (
	"fmt"
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Confidence says how the Carbon release of a home was found.
type Confidence string

const (
	// Stated is a release that a version file or carbon.xml gives in words.
	Stated Confidence = "stated"
	// ByJar is one that the name of the kernel's core jar gives.
	ByJar Confidence = "jar name"
	// Guessed is one concluded from settings that came or went with it. The home
	// may be of a later release where the settings came, of an earlier where they
	// went.
	Guessed Confidence = "guessed from the files"
	// Unknown is no release at all.
	Unknown Confidence = "unknown"
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
		h.Evidence = append(h.Evidence, file)
		return
	}
	doc := h.Doc("carbon.xml")
	name, version := plainText(doc, "/Server/Name"), plainText(doc, "/Server/Version")
	if name == "" || version == "" {
		return
	}
	h.Product = name + " v" + version
	h.Evidence = append(h.Evidence, fmt.Sprintf("%s says %s %s", doc.Path, name, version))
}

// plainText is the text of the element at p when the file itself gives it.
func plainText(doc *xmldoc.Document, p string) string {
	e := doc.First(p)
	if e == nil || doc.Template().Touches(e.Span.Start, e.Span.End) || template.Placeholder(e.Text()) {
		return ""
	}
	return strings.TrimSpace(e.Text())
}

// detectRelease takes the Carbon release from the kernel's version file, from
// the name of its core jar, from the product when that is the kernel itself,
// else from what the files hold.
func (h *Home) detectRelease() {
	const file = "bin/wso2carbon-version.txt"
	if v := releaseIn(h.firstLine(file)); v.Known() {
		h.Carbon, h.Confidence, h.server = v, Stated, file
		h.Evidence = append(h.Evidence, fmt.Sprintf("%s says %s", file, v))
		return
	}
	for _, base := range h.bases() {
		for _, dir := range []string{"repository/components/plugins", "wso2/components/plugins", "wso2/lib/plugins", "osgi/plugins"} {
			for _, jar := range listNames(h.fsys, path.Join(base, dir)) {
				m := coreJar.FindStringSubmatch(jar)
				if m == nil {
					continue
				}
				if v, err := ParseVersion(m[1]); err == nil {
					h.Carbon, h.Confidence, h.server = v, ByJar, path.Join(dir, jar)
					h.Evidence = append(h.Evidence, h.server)
					return
				}
			}
		}
	}
	if v := releaseIn(h.Product); v.Known() {
		h.Carbon, h.Confidence = v, Stated
		return
	}
	h.Confidence = Unknown
	if h.Carbon = h.guess(); h.Carbon.Known() {
		h.Confidence = Guessed
	}
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
