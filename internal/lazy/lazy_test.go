package lazy

import (
	"sync"
	"testing"
)

func TestCompiledWhenNeeded(t *testing.T) {
	broken := MustCompile("(")
	if broken.String() != "(" {
		t.Error("the expression is lost")
	}
	defer func() {
		if recover() == nil {
			t.Error("an expression that is none was used")
		}
	}()
	broken.MatchString("x")
}

func TestSeveralGoroutines(t *testing.T) {
	r := MustCompile("^a+$")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if !r.MatchString("aa") || r.MatchString("ab") {
				t.Error("not what the expression says")
			}
		})
	}
	wg.Wait()
}
