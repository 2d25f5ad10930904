/** The message queue: RabbitMQ's cluster and what changes of it do. Pure. */
package dev.goldenpath.operator.component.queue;
