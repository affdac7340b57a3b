package home

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
)

// sign is a file by which a directory may be a configuration directory.
type sign struct {
	knownFile
	name string // in the file system
	flat bool   // it lies beside the others, not where the server reads it
}

// recognise reports whether dir is a configuration directory, and of which home:
//
//   - repository/conf is one with any file that the server reads there;
//   - any other directory is one with a file that only Carbon has, where the
//     server reads it or beside others in one folder. The root element must be
//     that of the file; for a name that other software has too, such as
//     registry.xml or an axis2.xml outside of axis2, the content must be Carbon's.
//
// finder.visit and rejectReason decide which of them are not homes.
func (f *finder) recognise(dir string, at *listed) (Location, bool) {
	standard := dir == "repository/conf" || strings.HasSuffix(dir, "/repository/conf")
	signs, flat := signsIn(dir, at.entries, standard)
	if !standard || len(signs) == 0 {
		signs = append(signs, f.signsBelow(dir, at)...)
	}
	if signs = append(signs, flat...); len(signs) == 0 {
		return Location{}, false
	}
	if !standard && !slices.ContainsFunc(signs, f.isCarbon) && !f.webPages(signs) {
		return Location{}, false
	}
	location := f.locationOf(dir, standard)
	if location.Layout == LayoutTree && isFlat(signs) {
		location.Layout = LayoutFlat
	}
	location.Path = f.display(location.Dir)
	location.Signs = signNames(signs)
	return location, true
}

// isFlat reports whether files lie beside each other that the server has in
// different directories.
func isFlat(signs []sign) bool {
	flat := false
	for _, s := range signs {
		if strings.Contains(s.conf, "/") && !s.flat {
			return false
		}
		flat = flat || s.flat
	}
	return flat
}

// signsIn are the known files among the entries of dir: those that the server
// reads there, and, unless dir is a standard configuration directory, those that
// belong into a directory below.
func signsIn(dir string, entries []entry, standard bool) (direct, flat []sign) {
	for _, e := range entries {
		if e.isDir() {
			continue
		}
		name := template.TrimSuffix(e.name)
		if k, ok := lookup(name); ok {
			direct = append(direct, sign{knownFile: k, name: join(dir, e.name)})
		}
		if standard {
			continue
		}
		if k, ok := lookupBase(name); ok && k.conf != name {
			flat = append(flat, sign{knownFile: k, name: join(dir, e.name), flat: true})
		}
	}
	return inOrder(direct), inOrder(flat)
}

// signsBelow are the known files in the directories axis2, tomcat and so on.
func (f *finder) signsBelow(dir string, at *listed) []sign {
	var signs []sign
	for _, e := range at.entries {
		if !isSubdir(e.name) || !e.isDir() && !e.isLink() {
			continue
		}
		sub := join(dir, e.name)
		below, err := f.list(at, sub, e.name)
		if err != nil {
			continue // not a directory, or Load will say why it cannot be read
		}
		below.close()
		var found []sign
		for _, b := range below.entries {
			if b.isDir() {
				continue
			}
			if k, ok := lookup(e.name + "/" + template.TrimSuffix(b.name)); ok {
				found = append(found, sign{knownFile: k, name: join(sub, b.name)})
			}
		}
		signs = append(signs, inOrder(found)...)
	}
	return signs
}

// inOrder puts Carbon's own files first.
func inOrder(signs []sign) []sign {
	slices.SortStableFunc(signs, func(a, b sign) int { return rank(a) - rank(b) })
	return signs
}

func rank(s sign) int {
	i := slices.IndexFunc(knownFiles, func(k knownFile) bool { return k.conf == s.conf })
	if i < 0 {
		return len(knownFiles)
	}
	return i
}

// isCarbon reports whether s is a file of Carbon: by its name, unless its root
// element says otherwise; or by its name and its content.
func (f *finder) isCarbon(s sign) bool {
	if s.weight == plain {
		return false
	}
	data, err := readFile(f.fsys, s.name)
	if err != nil {
		return s.weight == byName // not readable: the home will say so
	}
	data = bytes.ReplaceAll(data, []byte{0}, nil) // UTF-16
	if len(s.marks) > 0 && (s.root == "" || s.flat) && !holdsAny(data, s.marks) {
		return false
	}
	if s.root == "" {
		return true
	}
	switch root := rootName(data); {
	case root == s.root, root == "" && s.weight == byName:
		return true
	case template.ScanFile(s.name, string(data)) == nil:
		return false
	}
	// A macro, or one branch of several, may come before the root element.
	return holdsAny(data, []string{"<" + strings.ToLower(s.root)})
}

// webPages reports whether signs are web pages that somebody saved in place of
// Carbon's files: several of them, since others have a carbon.xml too.
func (f *finder) webPages(signs []sign) bool {
	pages := 0
	for _, s := range signs {
		if s.weight == plain {
			continue
		}
		data, err := readFile(f.fsys, s.name)
		if err != nil || !strings.EqualFold(rootName(data), "html") {
			return false
		}
		pages++
	}
	return pages > 1
}

// xmlComment is what may name Carbon in any file: a licence, a sample.
var xmlComment = lazy.MustCompile(`(?s)<!--.*?-->`)

func holdsAny(data []byte, words []string) bool {
	data = bytes.ToLower(xmlComment.ReplaceAll(data, nil))
	return slices.ContainsFunc(words, func(w string) bool { return bytes.Contains(data, []byte(w)) })
}

// rootName is the local name of the first element in an XML file or a template
// of one, "" when there is none.
func rootName(data []byte) string {
	for {
		i := bytes.IndexByte(data, '<')
		if i < 0 || i+1 == len(data) {
			return ""
		}
		data = data[i+1:]
		end := ">"
		switch {
		case bytes.HasPrefix(data, []byte("!--")):
			end = "-->"
		case bytes.HasPrefix(data, []byte("?")):
			end = "?>"
		case bytes.HasPrefix(data, []byte("%")):
			end = "%>"
		case data[0] == '!':
		case isNameStart(data[0]):
			name := data[:max(0, bytes.IndexAny(data, " \t\r\n/>"))]
			return string(name[bytes.IndexByte(name, ':')+1:])
		default:
			continue
		}
		j := bytes.Index(data, []byte(end))
		if j < 0 {
			return ""
		}
		data = data[j+len(end):]
	}
}

func isNameStart(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

// profiles are the directories below wso2/ that have a configuration of their
// own in Enterprise Integrator 6.
var profiles = []string{"analytics", "broker", "business-process", "micro-integrator", "msf4j"}

// locationOf is the home that the configuration directory dir belongs to.
func (f *finder) locationOf(dir string, standard bool) Location {
	up := path.Dir(dir)
	switch {
	case standard:
		return Location{Dir: path.Dir(up), ConfDir: "repository/conf"}
	case path.Base(dir) != "conf":
	case path.Base(path.Dir(up)) == "wso2" && slices.Contains(profiles, path.Base(up)):
		return Location{Dir: up, ConfDir: "conf", Layout: LayoutProfile}
	case f.isProduct(up):
		return Location{Dir: up, ConfDir: "conf"}
	}
	return Location{Dir: dir, ConfDir: ".", Layout: LayoutTree}
}

// isProduct reports whether dir has conf beside other parts of a product, as
// in Enterprise Integrator 6.
func (f *finder) isProduct(dir string) bool {
	parts := []string{"bin/wso2carbon-version.txt", "bin/version.txt", "bin/integrator.sh", "wso2/components"}
	for _, p := range profiles {
		parts = append(parts, "wso2/"+p+"/conf")
	}
	return exists(f.fsys, dir, parts...)
}

// signNames are the names of the files that a home was recognised by, each once.
func signNames(signs []sign) []string {
	var names []string
	for _, s := range signs {
		name := s.conf
		if s.flat {
			name = path.Base(name)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
