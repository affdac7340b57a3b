package main

import (
	"context"
	"runtime"
)

// inOrder runs work for every item, on all processors, and hands the outcomes to
// use one after the other in the order of the items. Only a few outcomes wait at
// a time, so that memory does not grow with their number. It stops early when
// use returns an error or ctx ends.
func inOrder[I, O any](ctx context.Context, items []I, work func(I) O, use func(O) error) error {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	waiting := make(chan chan O, 2*runtime.GOMAXPROCS(0))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	go func() {
		defer close(waiting)
		for _, item := range items {
			out := make(chan O, 1)
			select {
			case waiting <- out:
			case <-inner.Done():
				return
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				out <- work(item)
			}()
		}
	}()
	used := 0
	for out := range waiting {
		if err := use(<-out); err != nil {
			return err
		}
		used++
	}
	if used < len(items) {
		return ctx.Err()
	}
	return nil
}
