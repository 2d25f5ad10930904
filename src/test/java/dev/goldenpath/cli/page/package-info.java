/** Tests of the page. */
package dev.goldenpath.cli.page;
