package home

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
)

// Skipped is a file or directory that was left out, and why.
type Skipped struct {
	Path   string
	Reason Reason
	// Err says why it could not be read although it was to be, in place of Reason.
	Err error
}

// Same reports whether s and o are the same path, left out for the same reason.
func (s Skipped) Same(o Skipped) bool {
	return s.Path == o.Path && s.Reason == o.Reason && (s.Err == nil) == (o.Err == nil)
}

const configEnding = `\.(?:xml|properties|ini|toml)`

var (
	editorFile = lazy.MustCompile(`~$|^#.*#$|^\.#|^\._|\.sw[opx]$`)
	// carbon.xml.bak, carbon.xml_old, carbon.xml.20140312
	longName = lazy.MustCompile(`(?i)^(.*` + configEnding + `)[._ ~-].*$`)
	// carbon_old.xml, carbon.orig.xml, "carbon - Copy (2).xml"
	copyWord = lazy.MustCompile(`(?i)^(.+?)[ _.-]+(?:old|orig|original|bak|bck|bkp|backup|copy|save|saved|prev|previous)[ _.-]*(?:\d+|\(\d+\))?(` + configEnding + `)$`)
	// "carbon (1).xml", "Copy of carbon.xml"
	copyNumber = lazy.MustCompile(`(?i)^(.+?) ?\(\d+\)(` + configEnding + `)$`)
	copyOf     = lazy.MustCompile(`(?i)^copy (?:\(\d+\) )?of (.+` + configEnding + `)$`)
	// master-datasources_1.xml, carbon-2014-03-12.xml: only where what is left is
	// a known file, since digits are part of many names.
	copyDate = lazy.MustCompile(`(?i)^(.+?)[ _.-]+[\d_.-]*\d(` + configEnding + `)$`)

	copiesDir = lazy.MustCompile(`(?i)^(?:.*[ _.-])?(?:old|orig|bak|backup|backups|copy)(?:[ _.-]?\d+)?$`)
)

// skipReason says why the server does not read a file of this name in the directory
// dir of the configuration; none if it may read it.
func skipReason(dir, name string) Reason {
	name = template.TrimSuffix(name)
	if oddStart(name) && editorFile.MatchString(name) {
		return Reason{Kind: EditorFile}
	}
	if _, ok := lookupBase(name); ok {
		return Reason{} // "Copy of x-datasources.xml" too: all of that ending are read
	}
	if dir == "axis2" && (name == "axis2_nhttp.xml" || name == "axis2_pt.xml") {
		return Reason{Kind: OtherAxis2}
	}
	if !oddName(name) {
		return Reason{}
	}
	if m := longName.FindStringSubmatch(name); m != nil && !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".properties") {
		return Reason{CopyOfFile, m[1]}
	}
	if m := copyOf.FindStringSubmatch(name); m != nil {
		return Reason{CopyOfFile, m[1]}
	}
	for _, form := range []*lazy.Regexp{copyWord, copyNumber, copyDate} {
		m := form.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		if _, ok := lookupBase(m[1] + m[2]); ok || form != copyDate {
			return Reason{CopyOfFile, m[1] + m[2]}
		}
	}
	return Reason{}
}

// isToolFile reports whether name is a file or directory of another tool, which
// the report does not mention.
func isToolFile(name string) bool {
	return slices.Contains([]string{
		".git", ".svn", ".hg", "CVS", "node_modules", "__MACOSX", ".idea", ".vscode", ".vagrant", ".terraform",
		".gitignore", ".gitattributes", ".gitkeep", ".gitmodules", ".DS_Store", "Thumbs.db",
	}, name)
}

// textEndings are those of the files that hold settings, or refer to them.
var textEndings = []string{
	".xml", ".properties", ".ini", ".toml", ".yml", ".yaml", ".json", ".conf", ".cfg", ".config", ".options",
	".types", ".mappings", ".policy",
}

// isConfiguration reports whether a file of this name, without a template
// suffix, is one that rules read.
func isConfiguration(name string) bool { return slices.Contains(textEndings, path.Ext(name)) }

// binaryEndings are those of files that are no text: they are part of the home,
// but their bytes are not wanted.
var binaryEndings = []string{
	".jks", ".keystore", ".p12", ".pfx", ".jceks", ".der", ".jar", ".war", ".ear", ".aar", ".car", ".mar",
	".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".class", ".so", ".dll", ".exe", ".db", ".mdb",
	".png", ".jpg", ".jpeg", ".gif", ".ico", ".pdf", ".ttf", ".woff",
}

func isBinary(name string) bool {
	i := strings.LastIndexByte(name, '.')
	return i >= 0 && slices.Contains(binaryEndings, strings.ToLower(name[i:]))
}
