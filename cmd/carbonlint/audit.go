package main

import (
	"context"
	"runtime"

	"github.com/carbonlint/carbonlint/home"
)

// subject is one home to be judged: a site of a place, or a home read already.
type subject struct {
	place *home.Place
	site  home.Site
	home  *home.Home
}

// dir is the home's directory on disk, "" for one in a pack.
func (s subject) dir() string {
	if s.place == nil {
		return ""
	}
	return s.place.Where(s.site)
}

func (s subject) inPack() bool { return s.place != nil && s.place.Pack }

// load reads the home.
func (s subject) load(cache *home.Cache) (*home.Home, error) {
	if s.home != nil {
		return s.home, nil
	}
	return home.Load(s.place.FS, s.site, cache)
}

// inOrder runs work for every subject, on all processors, and hands the
// outcomes to use one after the other in the order of the subjects. Only a few
// outcomes wait at a time, so that memory does not grow with their number. It
// stops early when use returns an error or ctx ends.
func inOrder[T any](ctx context.Context, subjects []subject, work func(subject) T, use func(T) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	waiting := make(chan chan T, 2*runtime.GOMAXPROCS(0))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	go func() {
		defer close(waiting)
		for _, s := range subjects {
			out := make(chan T, 1)
			select {
			case waiting <- out:
			case <-ctx.Done():
				return
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				out <- work(s)
			}()
		}
	}()
	for out := range waiting {
		if err := use(<-out); err != nil {
			return err
		}
	}
	return ctx.Err()
}
