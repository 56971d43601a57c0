//go:build tools

// Package tools pins the version of the S3 server that infra/local builds.
package tools

import _ "github.com/versity/versitygw/cmd/versitygw"
