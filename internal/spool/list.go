package spool

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"reflect"
)

// List is a list of values, of which none is in memory. T and what it consists of
// may be structs, slices, pointers, strings, booleans and integers; unexported
// fields are left out. The zero value is empty. It is not for several goroutines.
type List[T any] struct {
	file File
	enc  encoder
	n    int
}

// Add appends a value.
func (l *List[T]) Add(v *T) error {
	l.enc.b = l.enc.b[:0]
	l.enc.value(reflect.ValueOf(v).Elem())
	l.n++
	_, err := l.file.Write(l.enc.b)
	return err
}

// Len is the number of values.
func (l *List[T]) Len() int { return l.n }

// All yields new copies of the values, in the order in which they were added. After
// an error it ends. Do not call Add meanwhile.
func (l *List[T]) All() iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		dec := decoder{r: bufio.NewReaderSize(l.file.Reader(), 32<<10)}
		for range l.n {
			v := new(T)
			if dec.value(reflect.ValueOf(v).Elem()); dec.err != nil {
				if errors.Is(dec.err, io.EOF) {
					dec.err = io.ErrUnexpectedEOF
				}
				yield(nil, dec.err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
	}
}

// Close removes the list.
func (l *List[T]) Close() error {
	l.n = 0
	return l.file.Close()
}
