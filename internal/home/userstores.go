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

// UserStoreFiles returns the files of secondary user stores that were read. The
// Gap says why there may be more of them.
func (h *Home) UserStoreFiles() ([]*File, Gap) {
	files := append(h.Match(UserStores), h.Match(TenantUserStores)...)
	if !h.deployment {
		return files, Gap{OutsideTree, "repository/" + path.Dir(UserStores)}
	}
	for _, pattern := range []string{UserStores, TenantUserStores} {
		if gap := h.gap("repository", path.Dir(pattern)+"/*"); gap.Kind != NoGap {
			return files, gap
		}
	}
	return files, Gap{}
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
