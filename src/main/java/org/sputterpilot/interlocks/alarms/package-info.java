/** What the operator is told and must answer: the alarm states of ISA-18.2 and their limits. */
package org.sputterpilot.interlocks.alarms;
