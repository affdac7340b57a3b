package home

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/carbonlint/carbonlint/xmldoc"
)

var (
	frameworkLine = regexp.MustCompile(`^WSO2 Carbon Framework v?(\S+)`)
	coreJar       = regexp.MustCompile(`^org\.wso2\.carbon\.core[_-](\d+\.\d+\.\d+[^/]*)\.jar$`)
)

// detect finds product and release, and notes what told it: the version files,
// else the jars, else features of the files.
func (h *Home) detect() {
	h.Product = h.firstLine("bin/version.txt")
	if h.Product != "" {
		h.Evidence = append(h.Evidence, "bin/version.txt")
	}
	if m := frameworkLine.FindStringSubmatch(h.firstLine("bin/wso2carbon-version.txt")); m != nil {
		if v, err := ParseVersion(m[1]); err == nil {
			h.Carbon = v
			h.Evidence = append(h.Evidence, fmt.Sprintf("bin/wso2carbon-version.txt says %s", m[1]))
			return
		}
	}
	for _, dir := range []string{"repository/components/plugins", "wso2/components/plugins"} {
		for _, jar := range h.Entries(dir) {
			if m := coreJar.FindStringSubmatch(jar); m != nil {
				if v, err := ParseVersion(m[1]); err == nil {
					h.Carbon = v
					h.Evidence = append(h.Evidence, path.Join(dir, jar))
					return
				}
			}
		}
	}
	h.Carbon = h.detectByFeatures()
}

func (h *Home) firstLine(rel string) string {
	data, err := h.Read(rel)
	if err != nil || len(data) > 4096 {
		return ""
	}
	line, _, _ := strings.Cut(string(data), "\n")
	return strings.TrimSpace(line)
}

// feature is something that stock files have from, or only before, a release.
// Source of each: the difference between the kernel's releases.
type feature struct {
	conf, what string
	release    Version // the first to have it, or the last
	last       bool
	present    func(*xmldoc.Document) bool
}

var features = []feature{
	{"carbon.xml", "Ports/EmbeddedQpid", V420, true, has("/Server/Ports/EmbeddedQpid")},
	{"carbon.xml", "Security/RegistryKeyStore", V420, true, has("/Server/Security/RegistryKeyStore")},
	{"carbon.xml", "Cache/DefaultCacheTimeout", V430, false, has("/Server/Cache/DefaultCacheTimeout")},
	{"carbon.xml", "Tenant/LoadingPolicy", V440, false, has("/Server/Tenant/LoadingPolicy")},
	{"user-mgt.xml", "CaseInsensitiveUsername", V441, false, has("//Property[@name='CaseInsensitiveUsername']")},
	{"carbon.xml", "Security/CRLFPreventionConfig", V442, false, has("/Server/Security/CRLFPreventionConfig")},
	{"user-mgt.xml", "UsernameJavaRegExViolationErrorMsg", V443, false, has("//Property[@name='UsernameJavaRegExViolationErrorMsg']")},
}

func has(path string) func(*xmldoc.Document) bool {
	return func(d *xmldoc.Document) bool { return d.First(path) != nil }
}

// detectByFeatures gives the release that the features of the files speak for:
// the latest whose settings are there, else the last that had a setting which
// is there. Files of several releases beside each other speak for none.
func (h *Home) detectByFeatures() Version {
	var newest, oldest *feature
	for i := range features {
		f := &features[i]
		if !f.present(h.Doc(f.conf)) {
			continue
		}
		if f.last {
			oldest = f
		} else if newest == nil || newest.release.Before(f.release) {
			newest = f
		}
	}
	switch {
	case newest != nil && oldest != nil:
		h.Evidence = append(h.Evidence, fmt.Sprintf("mixed: %s has %s (%s and later) and %s has %s (%s and earlier)",
			newest.conf, newest.what, newest.release, oldest.conf, oldest.what, oldest.release))
		return Version{}
	case newest != nil:
		h.Evidence = append(h.Evidence, fmt.Sprintf("%s has %s, which came with %s", newest.conf, newest.what, newest.release))
		return newest.release
	case oldest != nil:
		h.Evidence = append(h.Evidence, fmt.Sprintf("%s has %s, last in %s", oldest.conf, oldest.what, oldest.release))
		return oldest.release
	}
	return Version{}
}
