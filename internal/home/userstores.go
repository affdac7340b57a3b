package home

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
)

// Secondary user stores are files outside of the configuration directory; a
// tenant has its own. They are part of the home, and their Conf is their path
// below repository. Source: UserStoreConfigurationDeployer.java, which takes
// every .xml file in these directories.
const (
	// UserStores is the pattern of those of the super tenant.
	UserStores = "deployment/server/userstores/*.xml"
	// TenantUserStores is the pattern of those of the other tenants.
	TenantUserStores = "tenants/*/userstores/*.xml"

	userStoresDir = "userstores"
)

// UserStoreFiles are the files of secondary user stores that were read. Unread
// says why there may be more of them, "" when these are all.
func (h *Home) UserStoreFiles() (files []*File, unread string) {
	files = append(h.Match(UserStores), h.Match(TenantUserStores)...)
	if !h.deployment {
		return files, "the files of secondary user stores, in repository/" + path.Dir(UserStores) + ", are not part of this tree"
	}
	for _, pattern := range []string{UserStores, TenantUserStores} {
		if unread = h.notRead("repository", path.Dir(pattern)+"/*"); unread != "" {
			break
		}
	}
	return files, unread
}

// DatasourceFiles are the files of datasources, in the order in which the server
// loads them as far as that is known: master-datasources.xml first. Unread says why
// there may be more to know of them, "" when all were read. Source:
// DataSourceManager.java:149-165.
func (h *Home) DatasourceFiles() (files []*File, unread string) {
	const pattern, master = "datasources/*-datasources.xml", "datasources/master-datasources.xml"
	files = append(files, h.Match(master)...)
	switch {
	case h.Layout == LayoutFile:
		unread = "the other files of the configuration are not here"
	case len(files) == 0:
		unread = path.Join(h.ConfDir, master) + " is not here"
	default:
		unread = h.notRead(h.ConfDir, pattern)
	}
	for _, f := range h.Match(pattern) {
		if !slices.Contains(files, f) {
			files = append(files, f)
		}
	}
	return files, unread
}

// LeftOut says why the file that the server reads as conf is not part of the home
// although it may be there, "" when it is not there.
func (h *Home) LeftOut(conf string) string { return h.notRead(h.ConfDir, conf) }

// notRead says why a file that the pattern below base matches may not have been
// read: it is damaged, or it or a directory on the way to it was left out. It is
// "" when nothing was.
func (h *Home) notRead(base, pattern string) string {
	may := func(name string) bool {
		rest := strings.TrimPrefix(template.TrimSuffix(name), base+"/")
		for p := pattern; p != "."; p = path.Dir(p) {
			if ok, _ := path.Match(p, rest); ok {
				return true
			}
		}
		return within(base, name)
	}
	for _, p := range h.Problems {
		if may(p.Path) {
			return fmt.Sprintf("%s could not be read", p.Path)
		}
	}
	for _, s := range h.Skipped {
		if may(s.Path) && s.Reason.Kind != SameFile {
			return s.Path + " was left out"
		}
	}
	for _, f := range h.Match(pattern) {
		if f.Err != nil {
			return f.Path + " could not be read"
		}
	}
	return ""
}

// readUserStores adds the files of secondary user stores. Directories on the way
// are listed once, and none that is not there.
func (h *Home) readUserStores(ctx context.Context, filt filter) error {
	if h.Layout > LayoutProfile {
		return nil
	}
	ways := [][]string{
		strings.Split(path.Dir(UserStores), "/"),
		strings.Split(path.Dir(TenantUserStores), "/"),
	}
	if !strings.HasPrefix(h.ConfDir, "repository/") && !slices.Contains(h.Entries("."), "repository") {
		return nil
	}
	return h.descend(ctx, path.Join(h.dir, "repository"), "", ways, filt)
}

// descend lists dir, which is conf below repository, and follows the ways that
// lead on from there. A way of no steps ends in dir.
func (h *Home) descend(ctx context.Context, dir, conf string, ways [][]string, filt filter) error {
	entries, err := fs.ReadDir(h.fsys, dir)
	if err == nil {
		if h.entries += len(entries); h.entries > maxEntries {
			err = fmt.Errorf("skipped: more than %d files and directories in the home", maxEntries)
		}
	}
	if err != nil {
		h.problem(dir, err)
		return nil
	}
	if conf == path.Dir(path.Dir(UserStores)) {
		h.deployment = true
	}
	if filt.scope.git {
		filt = filt.enter(dir, among(entries))
	}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		name, conf := path.Join(dir, e.Name()), path.Join(conf, e.Name())
		var on [][]string
		for _, way := range ways {
			switch {
			case len(way) == 0:
				h.addUserStore(name, conf, e, filt)
			case way[0] == "*" || way[0] == e.Name():
				on = append(on, way[1:])
			}
		}
		if len(on) == 0 || !h.isDir(name, e) {
			continue
		}
		if reason := filt.reason(name, true); reason.Kind != NoReason {
			h.skip(name, reason)
			continue
		}
		if err := h.descend(ctx, name, conf, on, filt); err != nil {
			return err
		}
	}
	return nil
}

// ofUserStore finds the home that name, the file of a user store, is a part of.
func (f *finder) ofUserStore(name string) (Location, bool) {
	const repository = "repository/"
	i := strings.LastIndex("/"+name, "/"+repository)
	if i < 0 {
		return Location{}, false
	}
	conf := template.TrimSuffix(name[i+len(repository):])
	own, _ := path.Match(UserStores, conf)
	tenant, _ := path.Match(TenantUserStores, conf)
	if !own && !tenant {
		return Location{}, false
	}
	for _, dir := range []string{"repository/conf", "conf"} { // the latter in Enterprise Integrator
		dir = path.Join(name[:i], dir)
		at, err := f.list(nil, dir, dir)
		if err != nil {
			continue
		}
		s, ok := f.recognise(dir, &at)
		at.close()
		if ok && s.Layout <= LayoutProfile {
			s.Only = []string{relative(s.Dir, name)}
			s.filter = filter{start: f.start}
			return s, true
		}
	}
	return Location{}, false
}

// isDir reports whether name is a directory, or a link to one.
func (h *Home) isDir(name string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := fs.Stat(h.fsys, name)
	return err == nil && info.IsDir()
}

// addUserStore adds what lies at conf if it is the file of a user store. One
// that ends in .enc is a store whose passwords the server has yet to encrypt.
func (h *Home) addUserStore(name, conf string, e fs.DirEntry, filt filter) {
	conf = template.TrimSuffix(conf)
	reason := filt.reason(name, e.IsDir())
	switch path.Ext(conf) {
	case ".enc":
		reason = Reason{Kind: NotEncryptedYet}
	case ".xml":
	default:
		return
	}
	if reason.Kind != NoReason {
		h.skip(name, reason)
		return
	}
	h.add(name, conf, e.Type())
}
