package home

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// feature is something that files have from, or only up to, a release. Source of
// each: the difference between the stock files of the kernel's releases.
type feature struct {
	conf, what string
	release    Version // the first to have it, or the last
	last       bool
	// strong is what products and administrators do not bring to a file of
	// another release.
	strong  bool
	present func(*File) bool
}

var features = []feature{
	{"carbon.xml", "Ports/EmbeddedQpid", V420, true, true, has("/Server/Ports/EmbeddedQpid")},
	{"carbon.xml", "Security/RegistryKeyStore", V420, true, true, has("/Server/Security/RegistryKeyStore")},
	{"carbon.xml", "Cache/DefaultCacheTimeout", V430, false, false, has("/Server/Cache/DefaultCacheTimeout")},
	{"carbon.xml", "Tenant/LoadingPolicy", V440, false, true, has("/Server/Tenant/LoadingPolicy")},
	{"carbon.xml", "Security/CRLFPreventionConfig", V442, false, true, has("/Server/Security/CRLFPreventionConfig")},
	{"user-mgt.xml", "CaseInsensitiveUsername", V441, false, false, has("//Property[@name='CaseInsensitiveUsername']")},
	{"user-mgt.xml", "UsernameJavaRegExViolationErrorMsg", V443, false, true, has("//Property[@name='UsernameJavaRegExViolationErrorMsg']")},
	{"tomcat/carbon/WEB-INF/web.xml", "the filter CRLFPreventionFilter", V442, false, true, has("/web-app/filter/filter-class[text()='org.wso2.carbon.ui.filters.CRLFPreventionFilter']")},
	{"log4j.properties", "appenders of org.wso2.carbon.logging.appenders", V420, true, true, line("org.wso2.carbon.logging.appenders.")},
	{"log4j.properties", "appenders of org.wso2.carbon.utils.logging.appenders", V430, false, true, line("org.wso2.carbon.utils.logging.appenders.")},
	{"etc/launch.ini", "no javax.xml.stream among the system packages", V420, true, true, func(f *File) bool {
		return line("org.osgi.framework.system.packages=")(f) && !line("javax.xml.stream")(f)
	}},
	{"etc/launch.ini", "javax.xml.bind.annotation.adapters among the system packages", V440, false, true, line("javax.xml.bind.annotation.adapters")},
}

// internalKeyStore came with a release after the last that features knows; it is
// not known with which. Source: the kernel's pull request 1731 of 2018.
const internalKeyStore = "Security/InternalKeyStore"

// has finds an element that is always there, not under a template's condition.
func has(path string) func(*File) bool {
	return func(f *File) bool {
		if f.Err != nil {
			return false
		}
		return slices.ContainsFunc(f.Doc.Find(path), func(e *xmldoc.Element) bool { return f.Doc.ConditionOf(e) == nil })
	}
}

// line finds text in a line of a properties file that is not a comment.
func line(text string) func(*File) bool {
	return func(f *File) bool {
		for rest := f.Data; ; {
			i := bytes.Index(rest, []byte(text))
			if i < 0 {
				return false
			}
			start := bytes.TrimLeft(rest[bytes.LastIndexByte(rest[:i], '\n')+1:i+1], " \t")
			if start[0] != '#' && start[0] != '!' {
				return true
			}
			rest = rest[i+len(text):]
			next := bytes.IndexByte(rest, '\n')
			if next < 0 {
				return false
			}
			rest = rest[next:]
		}
	}
}

// FileRelease is what one file says of the release it is of.
type FileRelease struct {
	// Path is relative to the home.
	Path string
	// From is the earliest release the file can be of, To the latest; unknown
	// where the file sets no such bound.
	From, To Version
	// By and What are the evidence: it states the release of the server, is of the
	// product What, or has the setting What.
	By   EvidenceKind
	What string
}

// Range is From and To in words.
func (r FileRelease) Range() string {
	switch {
	case r.From == r.To:
		return r.From.String()
	case r.To.Known() && r.From.Known():
		return fmt.Sprintf("%s to %s", r.From, r.To)
	case r.To.Known():
		return Release{r.To, AtMost}.String()
	}
	return Release{r.From, AtLeast}.String()
}

// statement is what a file says that states the release of the server.
func statement(e Evidence) FileRelease {
	return FileRelease{Path: e.Path, From: e.Release, To: e.Release, By: e.Kind, What: e.What}
}

// mixed gives the files that cannot be of one release: some are of a later one
// than others can be, or than the server itself is, or they state several for the
// server. It is empty for a home whose files agree, and leaves out files that
// disagree with themselves.
func (h *Home) mixed() []FileRelease {
	files := h.fileReleases()
	var odd []FileRelease
	for _, e := range h.conflicts {
		odd = append(odd, statement(e))
	}
	atOdds := len(odd) > 0
	for _, f := range files {
		if h.server != nil && unlikeServer(f, h.server.Release) {
			atOdds = true
		} else if !slices.ContainsFunc(files, func(o FileRelease) bool { return f.To.Before(o.From) || o.To.Before(f.From) }) {
			continue
		}
		odd = append(odd, f)
	}
	if atOdds {
		odd = append(odd, statement(*h.server))
	}
	slices.SortStableFunc(odd, func(a, b FileRelease) int { return cmp.Compare(a.Path, b.Path) })
	return odd
}

// unlikeServer reports whether a file is older than the server, or newer by more
// than a patch release: products take settings over from the next one.
func unlikeServer(f FileRelease, server Version) bool {
	return f.To.Before(server) || server.Before(f.From) && !f.From.sameMinor(server)
}

// fileReleases gives the files whose strong features set a bound.
func (h *Home) fileReleases() []FileRelease {
	var list []FileRelease
	for _, ft := range features {
		f := h.File(ft.conf)
		if !ft.strong || f == nil || !ft.present(f) {
			continue
		}
		i := slices.IndexFunc(list, func(r FileRelease) bool { return r.Path == f.Path })
		if i < 0 {
			i = len(list)
			list = append(list, FileRelease{Path: f.Path})
		}
		r := &list[i]
		switch {
		case ft.last && (!r.To.Known() || ft.release.Before(r.To)):
			r.To, r.By, r.What = ft.release, LastIn, ft.what
		case !ft.last && (!r.From.Known() || r.From.Before(ft.release)):
			r.From, r.By, r.What = ft.release, CameWith, ft.what
		}
	}
	return slices.DeleteFunc(list, func(r FileRelease) bool { return r.To.Known() && r.To.Before(r.From) })
}

// evidence is what the feature shows.
func (ft *feature) evidence() Evidence {
	e := Evidence{Kind: CameWith, Path: ft.conf, What: ft.what, Release: ft.release}
	if ft.last {
		e.Kind = LastIn
	}
	return e
}

// guess gives the bound that deployment.toml and its templates set, or else the
// features of the files: the latest whose settings are there, else the last that
// had a setting which is there. Files of several releases beside each other set
// none.
func (h *Home) guess() Release {
	generated := ""
	if toml := h.File("deployment.toml"); toml != nil {
		generated = toml.Path
	} else if h.holdsTemplates() {
		generated = generatedFrom
	}
	if generated != "" { // whatever the XML says
		h.note(Evidence{Kind: CameWith, Path: generated, Release: V450})
		return Release{V450, AtLeast}
	}
	if f := h.File("carbon.xml"); f != nil && has("/Server/"+internalKeyStore)(f) {
		h.note(Evidence{Kind: CameAfter, Path: "carbon.xml", What: internalKeyStore, Release: LastKnown})
		return Release{}
	}
	var newest, oldest *feature
	for i := range features {
		ft := &features[i]
		f := h.File(ft.conf)
		if f == nil || !ft.present(f) {
			continue
		}
		if ft.last && oldest == nil {
			oldest = ft
		} else if !ft.last && (newest == nil || newest.release.Before(ft.release)) {
			newest = ft
		}
	}
	for _, ft := range []*feature{newest, oldest} {
		if ft != nil {
			h.note(ft.evidence())
		}
	}
	switch {
	case newest != nil && oldest != nil: // they contradict each other
	case newest != nil:
		return Release{newest.release, AtLeast}
	case oldest != nil:
		return Release{oldest.release, AtMost}
	}
	return Release{}
}
