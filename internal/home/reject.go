package home

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// isServer reports whether dir is an installed server: it has the programs of
// one beside its configuration.
func (f *finder) isServer(dir string, at *listed) bool {
	if at.has("repository") && exists(f.fsys, dir, "repository/conf") {
		if at.has("bin") && exists(f.fsys, dir, "bin/wso2carbon-version.txt", "bin/version.txt", "bin/wso2server.sh", "bin/wso2server.bat") ||
			exists(f.fsys, dir, "repository/components") {
			return true
		}
	}
	return at.has("conf") && (at.has("bin") || at.has("wso2")) && exists(f.fsys, dir, "conf") && f.isProduct(dir)
}

// ownConfiguration reports whether the home at dir, in the installed server, is
// the server's own or that of one of its profiles. Nothing else in a server is
// read: samples, backups, patches, templates of its own files.
func ownConfiguration(server, dir string) bool {
	parts := strings.Split(relative(server, dir), "/")
	if parts[0] == "" || parts[0] == "conf" {
		return true
	}
	return len(parts) > 1 && parts[0] == "wso2" && slices.Contains(profiles, parts[1]) && (len(parts) == 2 || parts[2] == "conf")
}

// copyName is the name of a copy of conf or repository, or of a directory for
// copies: conf_bak, conf.orig, conf-20140312, backup.
var copyName = lazy.MustCompile(`(?i)^(?:(conf|repository)[ _.-]*)?` +
	`(?:(?:old|orig|original|bak|bck|bkp|backups?|copy|saved?|prev|previous)(?:[ _.-]?[\d_.-]+)?|\d{4}[-_.]?\d\d[-_.]?\d\d.*)$`)

// rejectReason says why the directory name in dir is not searched: it holds a
// copy of the configuration beside it, or what a build has made. A directory
// that is called backup or old with no configuration beside it is a home like
// others: the other node of a pair, one side of a comparison.
func (f *finder) rejectReason(dir, name string) Reason {
	if name == "target" && exists(f.fsys, dir, "pom.xml") {
		return Reason{Kind: MavenOutput}
	}
	if strings.EqualFold(name, "backups") {
		return Reason{Kind: Backups}
	}
	if !mayBeCopy(name) {
		return Reason{}
	}
	m := copyName.FindStringSubmatch(name)
	if m == nil {
		return Reason{}
	}
	of := []string{"conf", "repository/conf"}
	if m[1] != "" {
		of = []string{strings.ToLower(m[1])}
	}
	for _, original := range of {
		if exists(f.fsys, dir, original) {
			return Reason{CopyOfDirectory, f.display(path.Join(dir, original))}
		}
	}
	return Reason{}
}
