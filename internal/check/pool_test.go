package check

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
)

func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

func TestInOrderKeepsTheOrder(t *testing.T) {
	items := numbers(200)
	var used []int
	err := inOrder(t.Context(), items, func(_ context.Context, i int) int {
		for range i % 7 {
			runtime.Gosched()
		}
		return i
	}, func(i int) { used = append(used, i) })
	if err != nil || !slices.Equal(used, items) {
		t.Errorf("error %v, used %v", err, used)
	}
}

// TestInOrderWaitsForItsWorkers: what the workers read may be closed afterwards.
func TestInOrderWaitsForItsWorkers(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var running, started atomic.Int32
	err := inOrder(ctx, numbers(1000), func(ctx context.Context, i int) int {
		running.Add(1)
		started.Add(1)
		defer running.Add(-1)
		if i == 0 {
			return i
		}
		<-ctx.Done() // as reading a home does
		for range 100 {
			runtime.Gosched()
		}
		return i
	}, func(int) { cancel() })
	if !errors.Is(err, context.Canceled) || running.Load() != 0 {
		t.Errorf("error %v, %d workers still running", err, running.Load())
	}
	if started.Load() > int32(2+2*runtime.GOMAXPROCS(0)) {
		t.Errorf("%d items were started", started.Load())
	}
}

func TestInOrderOfNothing(t *testing.T) {
	if err := inOrder(t.Context(), nil, func(context.Context, int) int { return 0 }, func(int) {}); err != nil {
		t.Error(err)
	}
}
