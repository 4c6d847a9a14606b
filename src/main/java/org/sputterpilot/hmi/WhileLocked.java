package org.sputterpilot.hmi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A call that changes something and is taken from a locked screen all the same. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface WhileLocked {}
