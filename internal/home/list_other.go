//go:build !linux

package home

type scratch struct{}

// list lists dir. Parent is the directory that holds it; see listed.
func (l *lister) list(_ *listed, dir, _ string) (listed, error) { return l.readDir(dir) }

func (l *listed) close() {}
