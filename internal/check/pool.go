package check

import (
	"context"
	"runtime"
	"sync"
)

// inOrder calls work for every item on all processors, and use for the outcomes
// in the order of the items. Only a few outcomes wait at a time, which bounds the
// memory. It returns when all calls have ended: after the last item, or early with
// an error when ctx ends.
func inOrder[I, O any](ctx context.Context, items []I, work func(context.Context, I) O, use func(O)) error {
	if len(items) == 1 {
		o := work(ctx, items[0])
		if err := ctx.Err(); err != nil {
			return err // the outcome may be incomplete
		}
		use(o)
		return ctx.Err()
	}
	var workers sync.WaitGroup
	defer workers.Wait()
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	waiting := make(chan chan O, cap(slots))
	workers.Go(func() {
		defer close(waiting)
		for _, item := range items {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			out := make(chan O, 1)
			workers.Go(func() {
				defer func() { <-slots }()
				out <- work(ctx, item)
			})
			select {
			case waiting <- out:
			case <-ctx.Done():
				return
			}
		}
	})
	for out := range waiting {
		o := <-out
		if err := ctx.Err(); err != nil {
			return err // the outcome may be incomplete
		}
		use(o)
	}
	return ctx.Err()
}
