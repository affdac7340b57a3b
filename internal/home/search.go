package home

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// finder searches a directory for homes.
type finder struct {
	fsys             fs.FS
	start, realStart string
	opt              FindOptions
	seen             map[visited]bool
	links            []link
	locations        []Location
	skipped          []Skipped
}

// visited is a directory that was visited. One that git ignores may be visited
// again by a link that git does not ignore.
type visited struct {
	real    string
	ignored bool
}

// link is a symbolic link to a directory, followed when all else was visited.
type link struct {
	name  string
	depth int
	above
}

// above is what the directories above say about a directory.
type above struct {
	filter
	server string // the installed server that the directory lies in; "" for none
}

// visit looks at dir and what lies below it. Real is dir with links resolved.
func (f *finder) visit(ctx context.Context, dir, real string, depth int, a above) {
	at := visited{real, a.ignored}
	if f.seen[at] || ctx.Err() != nil {
		return
	}
	f.seen[at] = true
	if depth > maxDepth {
		f.unread(dir, real, a.filter, errTooDeep)
		return
	}
	entries, err := fs.ReadDir(f.fsys, dir)
	if err != nil {
		f.unread(dir, real, a.filter, fmt.Errorf("cannot be listed: %w", plainError(err)))
		return
	}
	if !f.opt.NoGitIgnore {
		a.filter = a.enter(dir, entries)
	}
	if a.server == "" && f.isServer(dir) {
		a.server = dir
	}
	location, isHome := f.recognise(dir, entries)
	if isHome {
		if a.server != "" && !ownConfiguration(a.server, location.Dir) {
			f.skip(dir, Reason{InsideServer, f.display(a.server)})
			return
		}
		if location.filter = a.filter; a.ignored {
			f.skip(path.Join(location.Dir, location.ConfDir), Reason{Kind: GitIgnoredHome})
		} else {
			f.locations = append(f.locations, location)
		}
		if location.Layout <= LayoutProfile {
			return // all below is part of it
		}
	}
	if path.Base(dir) == "repository" {
		// Of a product home, only conf is configuration, and much else is big.
		before := len(f.locations) + len(f.skipped)
		i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "conf" })
		if i >= 0 {
			f.child(ctx, dir, real, depth, entries[i], a)
			if len(f.locations)+len(f.skipped) > before {
				f.skipCopies(dir, entries)
				return
			}
		}
	}
	for _, e := range entries {
		switch {
		case isHome && isSubdir(e.Name()): // part of it
		case isHome && e.IsDir() && copyName.MatchString(e.Name()):
			f.skip(path.Join(dir, e.Name()), Reason{CopyOfDirectory, f.display(dir)})
		default:
			f.child(ctx, dir, real, depth, e, a)
		}
	}
}

// skipCopies names the copies of the configuration among the entries of dir.
func (f *finder) skipCopies(dir string, entries []fs.DirEntry) {
	for _, e := range entries {
		if reason := f.rejectReason(dir, e.Name()); e.IsDir() && reason != (Reason{}) {
			f.skip(path.Join(dir, e.Name()), reason)
		}
	}
}

// child visits a directory in dir.
func (f *finder) child(ctx context.Context, dir, real string, depth int, e fs.DirEntry, a above) {
	name := path.Join(dir, e.Name())
	isLink := e.Type()&fs.ModeSymlink != 0
	if isToolFile(e.Name()) || !e.IsDir() && !isLink {
		return
	}
	if isLink {
		if info, err := fs.Stat(f.fsys, name); err != nil || !info.IsDir() {
			return
		}
	}
	reason := a.reason(name, !isLink)
	if reason.Kind == GitIgnored { // searched all the same, for homes that somebody may miss
		a.ignored, reason = true, Reason{}
	}
	if reason == (Reason{}) {
		reason = f.rejectReason(dir, e.Name())
	}
	if reason != (Reason{}) {
		f.skip(name, reason)
		return
	}
	if isLink {
		f.links = append(f.links, link{name, depth, a})
		return
	}
	f.visit(ctx, name, path.Join(real, e.Name()), depth+1, a)
}

// follow visits directories that links lead to and that were not visited yet.
// Those outside the searched directory are not searched, but looked at for being
// a home themselves.
func (f *finder) follow(ctx context.Context) {
	for len(f.links) > 0 && ctx.Err() == nil {
		l := f.links[0]
		f.links = f.links[1:]
		real := f.realPath(l.name)
		switch {
		case real == "" || within(f.realStart, real): // upwards
		case within(real, f.realStart):
			f.visit(ctx, l.name, real, l.depth+1, l.above)
		default:
			f.visit(ctx, l.name, real, max(l.depth+1, maxDepth-maxLinked), l.above)
		}
	}
}

// realPath is name with links resolved, "" where that cannot be done: links in a
// pack lead nowhere.
func (f *finder) realPath(name string) string {
	r, ok := f.fsys.(interface{ RealPath(string) (string, error) })
	if !ok {
		if name == f.start {
			return name
		}
		return ""
	}
	p, err := r.RealPath(name)
	if err != nil {
		return ""
	}
	return p
}

// within reports whether name is dir or lies in it.
func within(name, dir string) bool {
	return dir == "." || name == dir || strings.HasPrefix(name, dir+"/")
}

func (f *finder) skip(name string, reason Reason) {
	f.skipped = append(f.skipped, Skipped{Path: f.display(name), Reason: reason})
}

// unread notes a directory that could not be searched. It is not noted where
// git ignores it, nor where only a link leads to it: what lies outside of the
// directory to search is looked at in passing.
func (f *finder) unread(name, real string, filt filter, err error) {
	if !filt.ignored && within(real, f.realStart) {
		f.skipped = append(f.skipped, Skipped{Path: f.display(name), Err: err})
	}
}

// display is how reports call a path of the file system: the user's name for the
// start, and from there.
func (f *finder) display(name string) string {
	return path.Join(f.opt.Name, relative(f.start, name))
}

// relative is the way from one directory to another.
func relative(from, to string) string {
	up := ""
	for !within(to, from) {
		from, up = path.Dir(from), path.Join(up, "..")
	}
	if from == "." {
		return path.Join(up, to)
	}
	return path.Join(up, strings.TrimPrefix(strings.TrimPrefix(to, from), "/"))
}

// plainError is an error without the path that the caller names already.
func plainError(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
