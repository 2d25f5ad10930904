// Command gitops-health tells what GitOps tools make of one Kubernetes object, as one line of JSON:
// "kstatus", computed by the library that Flux waits with, and "argo", the answer of a health script
// in the Lua VM that Argo CD runs it in.
//
//	gitops-health -lua health.lua [object.yaml]
//
// The object is JSON or YAML, from stdin where no file is named.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

type verdict struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

var argoStatuses = []string{"Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"}

func main() {
	script := flag.String("lua", "", "the health script for Argo CD")
	flag.Parse()
	if err := run(*script, cmp.Or(flag.Arg(0), "/dev/stdin")); err != nil {
		fmt.Fprintln(os.Stderr, "gitops-health:", err)
		os.Exit(1)
	}
}

func run(script, file string) error {
	text, fileErr := os.ReadFile(file)
	source, scriptErr := os.ReadFile(script)
	if err := errors.Join(fileErr, scriptErr); err != nil {
		return err
	}
	object := &unstructured.Unstructured{}
	// Into this type and no plain map: it reads whole numbers as int64, which kstatus insists on.
	if err := yaml.Unmarshal(text, object); err != nil {
		return err
	}
	flux, err := status.Compute(object)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]verdict{
		"kstatus": {flux.Status.String(), flux.Message},
		"argo":    argoHealth(string(source), object),
	})
}

func argoHealth(script string, object *unstructured.Unstructured) verdict {
	// Argo CD answers for objects under deletion itself, before it looks for a script.
	if object.GetDeletionTimestamp() != nil {
		return verdict{"Progressing", "Pending deletion"}
	}
	// Only what Argo CD opens for every script, less its own cut of os: a script that needs string or
	// math fails here as it would there.
	vm := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer vm.Close()
	for _, open := range []lua.LGFunction{lua.OpenPackage, lua.OpenBase, lua.OpenTable} {
		vm.Push(vm.NewFunction(open))
		vm.Call(0, 0)
	}
	limit, cancel := context.WithTimeout(context.Background(), time.Second) // Argo CD's own limit
	defer cancel()
	vm.SetContext(limit)
	vm.SetGlobal("obj", luaValue(vm, object.Object))
	// What is wrong with a script shows as the health Unknown, so it is an answer and no error.
	if err := vm.DoString(script); err != nil {
		return verdict{"Unknown", err.Error()}
	}
	answer, isTable := vm.Get(-1).(*lua.LTable)
	if !isTable {
		return verdict{"Unknown", "the script returns no table"}
	}
	health := lua.LVAsString(answer.RawGetString("status"))
	if !slices.Contains(argoStatuses, health) {
		return verdict{"Unknown", "the script returns no health status: " + health}
	}
	return verdict{health, lua.LVAsString(answer.RawGetString("message"))}
}

func luaValue(vm *lua.LState, value any) lua.LValue {
	table := vm.NewTable()
	switch value := value.(type) {
	case map[string]any:
		for key, each := range value {
			table.RawSetString(key, luaValue(vm, each))
		}
	case []any:
		for _, each := range value {
			table.Append(luaValue(vm, each))
		}
	case string:
		return lua.LString(value)
	case bool:
		return lua.LBool(value)
	case int64:
		return lua.LNumber(value)
	case float64:
		return lua.LNumber(value)
	case nil:
		return lua.LNil
	}
	return table
}
