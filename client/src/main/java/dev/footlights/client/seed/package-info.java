/** Stages and their like from a CloudFormation template, made by calls. */
@NullMarked
package dev.footlights.client.seed;

import org.jspecify.annotations.NullMarked;
