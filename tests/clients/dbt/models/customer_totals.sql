{{ config(materialized='table', dist='customer_id', sort=['customer_id'], sort_type='compound') }}
select c.id as customer_id, c.name, coalesce(sum(o.amount), 0)::decimal(12,2) as total from {{ ref('customers') }} c left join {{ ref('stg_orders') }} o on o.customer_id = c.id group by 1, 2
