package spool

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// The form of a value: an integer as a varint; a string as its length and its bytes; a
// slice as its length plus one and its elements, 0 for nil; a pointer as 1 and what it
// points to, 0 for nil; a struct as its exported fields. It is what encoding/gob would
// write, but gob registers its types at each start of the program and does not tell
// an empty slice from nil.

type encoder struct{ b []byte }

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanInterface() { // it is exported
				e.value(f)
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			e.b = binary.AppendUvarint(e.b, 0)
			return
		}
		e.b = binary.AppendUvarint(e.b, uint64(v.Len())+1)
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			e.b = append(e.b, 0)
			return
		}
		e.b = append(e.b, 1)
		e.value(v.Elem())
	case reflect.String:
		e.b = binary.AppendUvarint(e.b, uint64(v.Len()))
		e.b = append(e.b, v.String()...)
	case reflect.Bool:
		e.b = append(e.b, 0)
		if v.Bool() {
			e.b[len(e.b)-1] = 1
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.b = binary.AppendVarint(e.b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		e.b = binary.AppendUvarint(e.b, v.Uint())
	default:
		panic(unknown(v))
	}
}

type decoder struct {
	r   *bufio.Reader
	err error // the first
}

func (d *decoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() { // it is exported
				d.value(f)
			}
		}
	case reflect.Slice:
		n := d.uint()
		if n == 0 || d.err != nil {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), int(n-1), int(n-1)))
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Pointer:
		if d.uint() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			d.value(v.Elem())
		}
	case reflect.String:
		v.SetString(d.text())
	case reflect.Bool:
		v.SetBool(d.uint() == 1)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := binary.ReadVarint(d.r)
		d.fail(err)
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(d.uint())
	default:
		panic(unknown(v))
	}
}

func (d *decoder) uint() uint64 {
	n, err := binary.ReadUvarint(d.r)
	d.fail(err)
	return n
}

func (d *decoder) text() string {
	n := d.uint()
	if n == 0 || d.err != nil {
		return ""
	}
	if int(n) <= d.r.Size() {
		b, err := d.r.Peek(int(n))
		text := string(b)
		d.fail(err)
		_, err = d.r.Discard(len(b))
		d.fail(err)
		return text
	}
	var b strings.Builder
	_, err := io.CopyN(&b, d.r, int64(n))
	d.fail(err)
	return b.String()
}

func (d *decoder) fail(err error) {
	if d.err == nil && err != nil {
		d.err = err
	}
}

// unknown is a mistake in the program: a List of a type that it cannot hold.
func unknown(v reflect.Value) string { return fmt.Sprintf("spool: a %s in a list", v.Type()) }
